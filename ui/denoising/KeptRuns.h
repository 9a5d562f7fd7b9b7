// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/DenoisingWorker.h"
#include "denoising/NoiseAxis.h"

#include <list>
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
        : m_budget(budgetBytes) {}
    void keep(const Event& event, FinishedRun run);
    /// Hands the run of the event back and forgets it; nullopt if there is none. An event is known
    /// by its number and the opened file that it was read from: the same file opened again may hold
    /// other events.
    [[nodiscard]] std::optional<FinishedRun> take(const Event& event);
    [[nodiscard]] std::size_t bytes() const noexcept { return m_bytes; }
    [[nodiscard]] std::size_t size() const noexcept { return m_runs.size(); }

private:
    struct Entry {
        std::shared_ptr<const Readout> readout; ///< one of its own for each opened file
        std::int64_t event = 0;
        std::size_t bytes = 0;
        FinishedRun run;
    };

    std::list<Entry> m_runs; ///< left last first
    std::size_t m_budget;
    std::size_t m_bytes = 0;
};

} // namespace calolens
