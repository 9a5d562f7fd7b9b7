// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/ModelLoading.h"
#include "diffusion/network/SuperResolutionNetwork.h"

#include <cstdint>

namespace calolens {

/// What a network is told of a batch of events, where it runs.
struct BoundCondition {
    std::uint64_t number = 0; ///< of its own; 0: of no batch
    torch::Tensor embedded;   ///< from embedCondition(), [B, T, width]
    torch::Tensor mask;       ///< as in AttentionBlock; undefined if all tokens count
    torch::Tensor centre;     ///< what x is centred on, [B, T, channels]; undefined for zeros
};

/// One evaluation of a network, from tensors to a tensor.
class NetworkPass {
public:
    explicit NetworkPass(SuperResolutionNetwork network, Precision precision = Precision::Float)
        : m_network(std::move(network))
        , m_precision(precision) {}

    [[nodiscard]] std::int64_t channels() const { return m_network->settings().channels; }
    /// Estimate of the clean latent. @param x [B, T, channels]; level [1], the noise level
    [[nodiscard]] torch::Tensor denoise(const torch::Tensor& x, const torch::Tensor& level,
                                        const BoundCondition& condition) const;

private:
    mutable SuperResolutionNetwork m_network; ///< evaluating it changes nothing in it
    Precision m_precision;
};

} // namespace calolens
