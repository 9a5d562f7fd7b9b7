// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/AttentionBlock.h"

#include "diffusion/network/FusedAttention.h"

#include <cmath>

namespace calolens {

namespace nn = torch::nn;

AttentionBlockImpl::AttentionBlockImpl(int width, int heads, int mlpRatio)
    : m_heads(heads)
    , m_qkv(register_module("qkv", nn::Linear(width, 3 * width)))
    , m_out(register_module("out", nn::Linear(width, width)))
    , m_up(register_module("up", nn::Linear(width, mlpRatio * width)))
    , m_down(register_module("down", nn::Linear(mlpRatio * width, width))) {
}

void AttentionBlockImpl::roundWeights() {
    for (nn::Linear* const layer : {&m_qkv, &m_out, &m_up, &m_down})
        (*layer)->to(m_precision);
}

torch::Tensor AttentionBlockImpl::apply(nn::Linear& layer, const torch::Tensor& x) const {
    if (m_precision == torch::kFloat)
        return layer(x);
    return torch::linear(x.to(m_precision), layer->weight.to(m_precision),
                         layer->bias.to(m_precision));
}

torch::Tensor AttentionBlockImpl::attend(const torch::Tensor& x, const torch::Tensor& mask) {
    const auto batch = x.size(0), tokens = x.size(1), width = x.size(2);
    const torch::Tensor all = apply(m_qkv, x);
    if (canFuseAttention(all, m_heads))
        return apply(m_out, fusedAttention(all, mask, m_heads));
    const auto qkv =
        all.view({batch, tokens, 3, m_heads, width / m_heads}).permute({2, 0, 3, 1, 4});
    const double scale = 1.0 / std::sqrt(static_cast<double>(width / m_heads));
    auto weights = torch::matmul(qkv[0] * scale, qkv[1].transpose(-1, -2)).to(torch::kFloat);
    if (mask.defined())
        weights = weights + mask;
    const auto attended = torch::matmul(torch::softmax(weights, -1).to(m_precision), qkv[2])
                              .transpose(1, 2)
                              .reshape({batch, tokens, width});
    return apply(m_out, attended).to(torch::kFloat);
}

torch::Tensor AttentionBlockImpl::transform(const torch::Tensor& x) {
    return apply(m_down, torch::gelu(apply(m_up, x))).to(torch::kFloat);
}

} // namespace calolens
