// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/MeanEstimator.h"

namespace calolens {

namespace nn = torch::nn;

namespace {
nn::LayerNorm norm(int width) {
    return nn::LayerNorm(nn::LayerNormOptions({width}));
}
} // namespace

EncoderBlockImpl::EncoderBlockImpl(const EstimatorSettings& s)
    : AttentionBlockImpl(s.width, s.heads, s.mlpRatio)
    , m_norm1(register_module("norm1", norm(s.width)))
    , m_norm2(register_module("norm2", norm(s.width))) {
}

torch::Tensor EncoderBlockImpl::forward(const torch::Tensor& x, const torch::Tensor& mask) {
    const auto h = x + attend(m_norm1(x), mask);
    return h + transform(m_norm2(h));
}

// No module may be called "in": a checkpoint with such a name cannot be read, since the names
// become those of a Python class.
MeanEstimatorImpl::MeanEstimatorImpl(const EstimatorSettings& s)
    : m_settings(s)
    , m_in(register_module("in_condition", nn::Linear(s.features, s.width)))
    , m_norm(register_module("norm", norm(s.width)))
    , m_out(register_module("out_x", nn::Linear(s.width, s.channels))) {
    for (int i = 0; i < s.blocks; ++i)
        m_blocks.push_back(register_module("block" + std::to_string(i), EncoderBlock(s)));
    torch::NoGradGuard guard;
    m_out->weight.zero_(); // starts from the mean over all data, which is 0
    m_out->bias.zero_();
}

void MeanEstimatorImpl::setPrecision(torch::Dtype precision) {
    for (EncoderBlock& block : m_blocks)
        block->setPrecision(precision);
}

torch::Tensor MeanEstimatorImpl::forward(const torch::Tensor& features, const torch::Tensor& mask) {
    auto h = m_in(features);
    for (EncoderBlock& block : m_blocks)
        h = block(h, mask);
    return m_out(m_norm(h));
}

} // namespace calolens
