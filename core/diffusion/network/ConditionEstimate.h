// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/MeanEstimator.h"

namespace calolens {

/// What an estimator adds to the condition of a denoiser.
struct ConditionEstimate {
    torch::Tensor features; ///< the condition features followed by m: [B, T, features + channels]
    /// What the denoiser's variable is centred on: m in the denoised-sum channel, 0 in the others,
    /// which hold hits beside zeros and whose mean is like neither. [B, T, channels]
    torch::Tensor centre;
};

/// @param attentionMask as in MeanEstimator
/// @param tokenMask     [B, T, 1], 1 for tokens and 0 for padding
[[nodiscard]] ConditionEstimate estimateCondition(MeanEstimator& estimator,
                                                  const torch::Tensor& features,
                                                  const torch::Tensor& attentionMask,
                                                  const torch::Tensor& tokenMask);

} // namespace calolens
