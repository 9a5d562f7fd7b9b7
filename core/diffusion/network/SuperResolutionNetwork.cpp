// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/SuperResolutionNetwork.h"

#include <cmath>

namespace calolens {

namespace nn = torch::nn;

namespace {
nn::LayerNorm plainNorm(int width) {
    return nn::LayerNorm(nn::LayerNormOptions({width}).elementwise_affine(false).eps(1e-6));
}

nn::Linear zeroLinear(int in, int out) {
    nn::Linear linear(in, out);
    torch::NoGradGuard guard;
    linear->weight.zero_();
    linear->bias.zero_();
    return linear;
}
} // namespace

DitBlockImpl::DitBlockImpl(const NetworkSettings& s)
    : AttentionBlockImpl(s.width, s.heads, s.mlpRatio)
    , m_norm(register_module("norm", plainNorm(s.width)))
    , m_modulation(register_module("modulation", zeroLinear(s.width, 6 * s.width))) {
}

torch::Tensor DitBlockImpl::forward(torch::Tensor x, const torch::Tensor& c,
                                    const torch::Tensor& mask) {
    // Modulation: shift, scale and gate of the attention, then of the MLP; each [B, 1, width].
    const auto m = m_modulation(c).unsqueeze(1).chunk(6, -1);
    x = torch::addcmul(x, m[2], attend(torch::addcmul(m[0], m_norm(x), 1 + m[1]), mask));
    return torch::addcmul(x, m[5], transform(torch::addcmul(m[3], m_norm(x), 1 + m[4])));
}

SuperResolutionNetworkImpl::SuperResolutionNetworkImpl(const NetworkSettings& s)
    : m_settings(s)
    , m_inX(register_module("in_x", nn::Linear(s.channels, s.width)))
    , m_inCondition(register_module("in_condition", nn::Linear(s.features, s.width)))
    , m_noise1(register_module("noise1", nn::Linear(32, s.width)))
    , m_noise2(register_module("noise2", nn::Linear(s.width, s.width)))
    , m_outX(register_module("out_x", zeroLinear(s.width, s.channels)))
    , m_outModulation(register_module("out_modulation", zeroLinear(s.width, 2 * s.width)))
    , m_norm(register_module("norm", plainNorm(s.width))) {
    for (int i = 0; i < s.blocks; ++i)
        m_blocks.push_back(register_module("block" + std::to_string(i), DitBlock(s)));
    m_frequencies = register_buffer("frequencies",
                                    torch::exp(torch::linspace(std::log(0.5), std::log(30.0), 16)));
    m_sigmaData = register_buffer("sigma_data", torch::ones({s.channels}));
    if (!s.sigmaData.empty())
        setSigmaData(s.sigmaData);
}

void SuperResolutionNetworkImpl::setSigmaData(std::vector<double> spread) {
    torch::NoGradGuard guard;
    m_sigmaData.copy_(torch::tensor(spread));
    m_settings.sigmaData = std::move(spread);
}

void SuperResolutionNetworkImpl::setPrecision(torch::Dtype precision) {
    for (DitBlock& block : m_blocks)
        block->setPrecision(precision);
}

void SuperResolutionNetworkImpl::roundWeights() {
    for (DitBlock& block : m_blocks)
        block->roundWeights();
}

torch::Tensor SuperResolutionNetworkImpl::embedCondition(const torch::Tensor& features) {
    return m_inCondition(features);
}

torch::Tensor SuperResolutionNetworkImpl::raw(const torch::Tensor& x, const torch::Tensor& noise,
                                              const torch::Tensor& condition,
                                              const torch::Tensor& mask) {
    const auto angle = noise.unsqueeze(-1) * m_frequencies;
    auto c = torch::silu(m_noise1(torch::cat({angle.sin(), angle.cos()}, -1)));
    c = torch::silu(m_noise2(c));
    auto h = m_inX(x) + condition;
    for (DitBlock& block : m_blocks)
        h = block(h, c, mask);
    const auto m = m_outModulation(c).unsqueeze(1).chunk(2, -1);
    return m_outX(torch::addcmul(m[0], m_norm(h), 1 + m[1]));
}

torch::Tensor SuperResolutionNetworkImpl::denoise(const torch::Tensor& x,
                                                  const torch::Tensor& sigma,
                                                  const torch::Tensor& condition,
                                                  const torch::Tensor& mask) {
    if (m_settings.preconditioning == Preconditioning::Flow) {
        const auto level = sigma.view({-1, 1, 1});
        const auto onPath = x / (1 + level); // x_t
        return onPath - raw(onPath, sigma / (1 + sigma), condition, mask) * (level / (1 + level));
    }
    // D(x; s) = c_skip x + c_out F(c_in x; ln(s) / 4), arXiv 2206.00364, table 1.
    const auto s = sigma.view({-1, 1, 1});
    const auto total = s * s + m_sigmaData * m_sigmaData;
    const auto root = total.sqrt();
    return x * (m_sigmaData * m_sigmaData / total) +
           raw(x / root, sigma.log() * 0.25, condition, mask) * (s * m_sigmaData / root);
}

} // namespace calolens
