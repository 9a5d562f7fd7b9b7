// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/DenoisingWorker.h"
#include "denoising/NoiseAxis.h"
#include "document/KeptByEvent.h"

#include <optional>

namespace calolens {

/// A run that came to its end, with all that the window shows of it.
struct FinishedRun {
    RecordedFrames frames;
    NoiseAxis axis;
    DenoisingStart start;
    DenoisingRequest request; ///< without its event
    PredictionInfo info;
    double msPerStep = 0;
};

/// The finished runs of events that are not shown now, one an event, so that coming back to an
/// event finds its result. Above the memory budget those left longest ago go first; a run that
/// alone is larger keeps no frame but its last, the result.
class KeptRuns {
public:
    explicit KeptRuns(std::size_t budgetBytes = std::size_t{256} << 20)
        : m_runs(budgetBytes) {}
    void keep(const Event& event, FinishedRun run);
    /// Hands the run of the event back and forgets it; nullopt if there is none.
    [[nodiscard]] std::optional<FinishedRun> take(const Event& event) { return m_runs.take(event); }
    [[nodiscard]] std::size_t bytes() const noexcept { return m_runs.bytes(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_runs.size(); }

private:
    KeptByEvent<FinishedRun> m_runs;
};

} // namespace calolens
