// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"

namespace calolens {

/// AdamW (arXiv 1711.05101, algorithm 2) as in LibTorch, whose state and options it shares, for all
/// tensors at once: LibTorch's takes a dozen operations for each, and on a GPU starting them costs
/// more than the networks that are trained here.
class ListAdamW : public torch::optim::AdamW {
public:
    using AdamW::AdamW;
    /// @param closure must be empty
    torch::Tensor step(LossClosure closure = nullptr) override;
};

/// Scales the gradients to a common norm of `largest` where it is more, as
/// torch::nn::utils::clip_grad_norm_ does. @param parameters each with a gradient
void clipGradients(const std::vector<torch::Tensor>& parameters, double largest);

} // namespace calolens
