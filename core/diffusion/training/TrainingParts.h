// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/LossBatch.h"
#include "diffusion/training/Trainer.h"

#include <fstream>
#include <functional>
#include <string_view>
#include <vector>

namespace calolens {

class ChunkStream;

/// What the trainings of estimator and denoiser share.
struct TrainingParts {
    const TrainingConfig& config;
    const ParametrisationSettings& parametrisation;
    torch::Device device;
    ChunkStream& chunks;
    std::vector<LossBatch>& chooser; ///< on the device; see chooserBatches()
    std::ofstream& log;
    TrainingProgress& progress;
    const TrainingJob& job;
    std::function<void()> writeCheckpoint; ///< and the model file, once there is a denoiser
};

/// The first events of the chooser set with fixed noise, on the device: a loss on them is
/// comparable from step to step.
[[nodiscard]] std::vector<LossBatch> chooserBatches(const TrainingData& data,
                                                    const Parametrisation& parametrisation,
                                                    const TrainingConfig& config,
                                                    const torch::Device& device);

/// Stops a training whose loss is no number any more.
/// @throws ModelError
void checkFinite(double loss, const TrainingConfig& config, std::string_view what,
                 std::int64_t step);

} // namespace calolens
