// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/MeanEstimator.h"
#include "diffusion/network/SuperResolutionNetwork.h"

#include <filesystem>
#include <string>

namespace calolens {

/// Everything that a training needs to go on as if it had never stopped.
struct TrainingState {
    std::int64_t step = 0;
    double loss = 0;           ///< running mean
    double chooserLoss = 0;    ///< last measured
    std::string recipe;        ///< TrainingConfig::toJson(), and what the training started from
    std::int64_t bestStep = 0; ///< with the least loss on the chooser set; 0 before the first one
    double bestChooserLoss = 0;
    std::int64_t sinceBest = 0; ///< measurements on the chooser set without a better one
    SuperResolutionNetwork network{nullptr}, average{nullptr}, best{nullptr};
    std::unique_ptr<torch::optim::AdamW> optimiser;
    /// Of the estimator, which is trained first; the denoiser is given the averaged weights.
    std::int64_t estimatorStep = 0;
    MeanEstimator estimator{nullptr}, estimatorAverage{nullptr}; ///< empty: there is none
    std::unique_ptr<torch::optim::AdamW> estimatorOptimiser;
};

/// Atomic: a kill at any time leaves the previous checkpoint.
/// @throws FileError
void writeCheckpoint(const std::filesystem::path& path, const TrainingState& state);
/// Fills the state, whose networks and optimiser must have their shape already, on the device.
/// @throws FileError if the file is damaged or was made by another recipe
void readCheckpoint(const std::filesystem::path& path, TrainingState& state,
                    const torch::Device& device);

} // namespace calolens
