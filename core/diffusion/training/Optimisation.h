// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"
#include "diffusion/training/ListAdamW.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <vector>

namespace calolens {

/// Learning rate of a step: linear warm-up, then a cosine down to 2 % of `peak`.
[[nodiscard]] inline double cosineRate(double peak, int warmup, std::int64_t step,
                                       std::int64_t steps) {
    const double warm = std::min(1.0, static_cast<double>(step + 1) / std::max(warmup, 1));
    const double done = static_cast<double>(step) / static_cast<double>(steps);
    return peak * warm * (0.02 + 0.98 * 0.5 * (1.0 + std::cos(std::numbers::pi * done)));
}

inline void setRate(torch::optim::AdamW& optimiser, double rate) {
    for (auto& group : optimiser.param_groups())
        static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
}

[[nodiscard]] inline std::unique_ptr<torch::optim::AdamW>
makeAdamW(const torch::nn::Module& module, double rate, double weightDecay) {
    return std::make_unique<ListAdamW>(
        module.parameters(),
        torch::optim::AdamWOptions(rate).weight_decay(weightDecay).betas({0.9, 0.99}));
}

/// One step down the gradient of the loss, which is clipped at the norm `clip`. @returns the loss
inline double descend(const torch::Tensor& loss, torch::optim::Optimizer& optimiser,
                      const std::vector<torch::Tensor>& parameters, double clip) {
    for (const torch::Tensor& parameter : parameters)
        parameter.mutable_grad() = torch::Tensor();
    loss.backward();
    clipGradients(parameters, clip);
    optimiser.step();
    return loss.item<double>();
}

/// Running mean of the loss, `value` being that of the step.
[[nodiscard]] inline double smoothedLoss(double before, double value, std::int64_t step) {
    return step == 0 ? value : 0.99 * before + 0.01 * value;
}

/// Moving average of weights; decay 0 copies.
inline void updateAverage(torch::nn::Module& average, const torch::nn::Module& module,
                          double decay) {
    torch::NoGradGuard guard;
    const auto from = module.parameters();
    auto to = average.parameters();
    at::_foreach_mul_(to, decay); // a few kernels on a GPU, not two for each tensor
    at::_foreach_add_(to, from, 1.0 - decay);
}

/// Decay of the average after `step` steps: short at first, so that it forgets the random start.
[[nodiscard]] inline double averageDecay(double decay, std::int64_t step) {
    return std::min(decay, (1.0 + static_cast<double>(step)) / (10.0 + static_cast<double>(step)));
}

} // namespace calolens
