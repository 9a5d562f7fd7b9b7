// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/DenoisingRun.h"
#include "diffusion/ModelLoading.h"

#include <filesystem>
#include <memory>
#include <string>

namespace calolens::cli {

/// What one denoising step of one event costs, milliseconds: medians over runs.
struct StepTiming {
    std::string network;           ///< "CUDA 0, bfloat16, graph"
    double evaluationsPerStep = 0; ///< mean over the steps
    double forward = 0;            ///< the step's bare forward passes
    double evaluation = 0;         ///< its evaluations: those, with the ways to them and back
    double sampler = 0;            ///< all else that the sampler does
    double recording = 0;          ///< decoding and keeping the frame

    [[nodiscard]] double step() const noexcept { return evaluation + sampler; }
    [[nodiscard]] double stepOverForward() const noexcept { return step() / forward; }
    [[nodiscard]] double recordedOverStep() const noexcept { return (step() + recording) / step(); }
};

/// Runs the event to its end with and without recording, and the same number of bare forward
/// passes, each `repeats` times in turn.
/// @param processorTime counts the processor's time and not the clock's: on a CPU with other work
/// @throws UsageError, ModelError, DeviceError
[[nodiscard]] StepTiming timeStep(const std::filesystem::path& model,
                                  const std::shared_ptr<const Event>& event,
                                  const RunSettings& settings, const NetworkExecution& execution,
                                  int repeats, bool processorTime);

} // namespace calolens::cli
