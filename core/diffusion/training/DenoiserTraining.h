// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/Checkpoint.h"
#include "diffusion/training/TrainingParts.h"

namespace calolens {

/// Trains the denoiser from where the state is to its last step, or until the loss on the chooser
/// set has not fallen for `patience` measurements. Log lines have `step`, `loss`, `learning_rate`,
/// `events`, and at times `chooser_loss`. The model's estimator, if it has one, must be trained.
/// @param firstChunk  of the data; which chunk and which noise a step sees follows from its number
/// @return false if it was interrupted (a checkpoint is there)
/// @throws ModelError if the loss is no number any more
bool trainDenoiser(TrainingState& state, const TrainingParts& parts, std::int64_t firstChunk);

} // namespace calolens
