// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/TorchHeaders.h"

namespace calolens {

/// What the bare network F predicts, and how it becomes the estimate of the clean x.
enum class Preconditioning {
    Edm, ///< Karras et al., arXiv 2206.00364, table 1
    /// The velocity n - x of flow matching on the straight path x_t = (1 - t) x + t n, t = s / (1 +
    /// s) (Lipman et al., arXiv 2210.02747; Liu et al., arXiv 2209.03003): x = x_t - t F(x_t, t).
    Flow
};

/// Shape of the network, kept in the model file.
struct NetworkSettings {
    int width = 128;
    int blocks = 5;
    int heads = 4;
    int mlpRatio = 2;
    int features = 0; ///< condition features per token
    int channels = 0; ///< latent channels per token
    double sigmaData = 1.0;
    Preconditioning preconditioning = Preconditioning::Edm;
    bool operator==(const NetworkSettings&) const = default;
};

/// One transformer block whose normalisations are steered by the noise level (adaLN-zero, Peebles &
/// Xie, arXiv 2212.09748).
class DitBlockImpl : public torch::nn::Module {
public:
    explicit DitBlockImpl(const NetworkSettings& settings);
    /// Number format of the matrix products: kFloat, or kBFloat16 with sums, normalisations and
    /// softmax still in float.
    void setPrecision(torch::Dtype precision) { m_precision = precision; }
    /// @param x    [B, T, width]
    /// @param c    [B or 1, width], from the noise level
    /// @param mask [B, 1, 1, T] additive, or undefined if all tokens count
    torch::Tensor forward(torch::Tensor x, const torch::Tensor& c, const torch::Tensor& mask);

private:
    torch::Tensor apply(torch::nn::Linear& layer, const torch::Tensor& x) const;

    int m_heads;
    torch::Dtype m_precision = torch::kFloat;
    torch::nn::LayerNorm m_norm{nullptr};
    torch::nn::Linear m_qkv{nullptr}, m_out{nullptr}, m_up{nullptr}, m_down{nullptr},
        m_modulation{nullptr};
};
TORCH_MODULE(DitBlock);

/// The attention network over LR-cell tokens: D(x; sigma, condition), preconditioned.
class SuperResolutionNetworkImpl : public torch::nn::Module {
public:
    explicit SuperResolutionNetworkImpl(const NetworkSettings& settings);

    [[nodiscard]] const NetworkSettings& settings() const noexcept { return m_settings; }
    /// Number format of the blocks' matrix products; weights stay in float.
    void setPrecision(torch::Dtype precision);
    /// The part of the first layer that depends on the condition alone: [B, T, features] -> [B, T,
    /// width].
    torch::Tensor embedCondition(const torch::Tensor& features);
    /// Estimate of the clean latent.
    /// @param x         [B, T, channels]
    /// @param sigma     [B] or [1]
    /// @param condition from embedCondition()
    /// @param mask      as in DitBlock
    torch::Tensor denoise(const torch::Tensor& x, const torch::Tensor& sigma,
                          const torch::Tensor& condition, const torch::Tensor& mask);

private:
    /// The bare network F(c_in x; c_noise).
    torch::Tensor raw(const torch::Tensor& x, const torch::Tensor& noise,
                      const torch::Tensor& condition, const torch::Tensor& mask);

    NetworkSettings m_settings;
    torch::nn::Linear m_inX{nullptr}, m_inCondition{nullptr}, m_noise1{nullptr}, m_noise2{nullptr},
        m_outX{nullptr}, m_outModulation{nullptr};
    torch::nn::LayerNorm m_norm{nullptr};
    std::vector<DitBlock> m_blocks;
    torch::Tensor m_frequencies;
};
TORCH_MODULE(SuperResolutionNetwork);

} // namespace calolens
