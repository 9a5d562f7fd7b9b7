// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/ConditionEstimate.h"

namespace calolens {

ConditionEstimate estimateCondition(MeanEstimator& estimator, const torch::Tensor& features,
                                    const torch::Tensor& attentionMask,
                                    const torch::Tensor& tokenMask) {
    const auto mean = estimator(features, attentionMask) * tokenMask;
    auto centre = torch::zeros_like(mean);
    centre.select(-1, 0).copy_(mean.select(-1, 0));
    return {torch::cat({features, mean}, -1), centre};
}

} // namespace calolens
