// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"

namespace calolens {

/// The two halves of a transformer block, without their normalisations: attention of the tokens of
/// an event to one another, and a layer that works on each token alone.
class AttentionBlockImpl : public torch::nn::Module {
public:
    AttentionBlockImpl(int width, int heads, int mlpRatio);
    /// Number format of the matrix products: kFloat, or kBFloat16 with sums, normalisations and
    /// softmax still in float.
    void setPrecision(torch::Dtype precision) { m_precision = precision; }
    /// The weights of these products in their number format for good, instead of at each call: for
    /// evaluation, since no training goes on from there.
    void roundWeights();

protected:
    /// @param x    [B, T, width], normalised
    /// @param mask [B, 1, 1, T] additive, or undefined if all tokens count
    torch::Tensor attend(const torch::Tensor& x, const torch::Tensor& mask);
    torch::Tensor transform(const torch::Tensor& x);

private:
    torch::Tensor apply(torch::nn::Linear& layer, const torch::Tensor& x) const;

    int m_heads;
    torch::Dtype m_precision = torch::kFloat;
    torch::nn::Linear m_qkv{nullptr}, m_out{nullptr}, m_up{nullptr}, m_down{nullptr};
};

} // namespace calolens
