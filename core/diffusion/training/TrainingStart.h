// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/ModelFile.h"
#include "diffusion/training/Checkpoint.h"
#include "diffusion/training/TrainingConfig.h"

namespace calolens {

/// Takes the weights of another model, which must be of the same kind and shape. A model without an
/// estimator may serve for one with: the network then starts by ignoring the estimate in its cells,
/// and by knowing nothing but the estimate of the denoised sum.
/// @throws UsageError if the model is of another kind or shape, FileError
void startFrom(TrainingState& state, const TrainingConfig& config, const ModelDescription& start);

} // namespace calolens
