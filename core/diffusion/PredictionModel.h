// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"
#include "event/Prediction.h"

#include <span>

namespace calolens {

/// The model that made a prediction: that of the same checksum; of the same name where the
/// prediction does not say its checksum. Null if it is not among them.
[[nodiscard]] const ModelInfo* modelOf(const PredictionInfo& prediction,
                                       std::span<const ModelInfo> models);

} // namespace calolens
