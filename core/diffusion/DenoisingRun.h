// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"
#include "diffusion/Sampler.h"
#include "diffusion/Trajectory.h"
#include "event/Prediction.h"

#include <memory>
#include <string>

namespace calolens {

/// What a user sets before pressing Run.
struct RunSettings {
    std::string sampler = "unipc-3"; ///< the default: chosen by measurement (docs/samplers.md)
    std::string schedule = "lu";
    int steps = 10;
    std::uint64_t seed = 1;
    std::uint32_t sample = 0; ///< number of the draw
};

/// What a prediction's file entry says of how it was made; its name is the model's.
/// @param evaluations network evaluations per draw
[[nodiscard]] PredictionInfo describePrediction(const Model& model, const RunSettings& settings,
                                                int evaluations, int samples);

/// One draw of one event, step by step, with its trajectory: what the window and tests drive.
/// Not thread-safe: one thread at a time.
class DenoisingRun {
public:
    /// Records the initial noise as the first frame.
    /// @throws UsageError, ModelError, DeviceError
    DenoisingRun(std::shared_ptr<const Model> model, std::shared_ptr<const Event> event,
                 RunSettings settings, std::size_t trajectoryBytes = std::size_t{256} << 20);
    ~DenoisingRun();

    /// Takes one step and records it; no effect when finished.
    void step();
    /// Ends the run with the current estimate as its result.
    void finishHere();
    [[nodiscard]] bool finished() const noexcept;
    [[nodiscard]] int stepIndex() const noexcept;
    [[nodiscard]] int stepCount() const noexcept;
    [[nodiscard]] const Trajectory& trajectory() const noexcept;
    [[nodiscard]] const RunSettings& settings() const noexcept;
    /// The predicted HR energies, MeV: the last frame's estimate.
    [[nodiscard]] const std::vector<float>& result() const noexcept;
    /// Settings for the file and for labels.
    [[nodiscard]] PredictionInfo info() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace calolens
