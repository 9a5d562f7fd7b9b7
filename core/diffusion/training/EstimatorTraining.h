// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/Checkpoint.h"
#include "diffusion/training/TrainingParts.h"

#include <vector>

namespace calolens {

/// Trains the estimator from where the state is to its last step. Log lines have `estimator_step`,
/// `loss`, `learning_rate`, `events`, and at times `chooser_loss` and `chooser_energy_ratio`: the
/// standard deviation of the error of the event's energy over that of the measurement.
/// @return false if it was interrupted (a checkpoint is there)
bool trainEstimator(TrainingState& state, const TrainingParts& parts);

/// Spread of each latent channel about the estimate (where it is centred), over a chunk of events:
/// what sigma_data is to a denoiser of the rest.
[[nodiscard]] std::vector<double> centredSpread(MeanEstimator& estimator,
                                                const TrainingParts& parts, std::int64_t chunk);

} // namespace calolens
