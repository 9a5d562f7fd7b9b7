// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/AttentionBlock.h"

#include <vector>

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
    int features = 0;                ///< condition features per token
    int channels = 0;                ///< latent channels per token
    std::vector<double> sigmaData{}; ///< spread of the data per channel; empty: 1 in all
    Preconditioning preconditioning = Preconditioning::Edm;
    bool operator==(const NetworkSettings&) const = default;
};

/// One transformer block whose normalisations are steered by the noise level (adaLN-zero, Peebles &
/// Xie, arXiv 2212.09748).
class DitBlockImpl : public AttentionBlockImpl {
public:
    explicit DitBlockImpl(const NetworkSettings& settings);
    /// @param x    [B, T, width]
    /// @param c    [B or 1, width], from the noise level
    /// @param mask as in AttentionBlock
    torch::Tensor forward(torch::Tensor x, const torch::Tensor& c, const torch::Tensor& mask);

private:
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_modulation;
};
TORCH_MODULE(DitBlock);

/// The attention network over LR-cell tokens: D(x; sigma, condition), preconditioned.
class SuperResolutionNetworkImpl : public torch::nn::Module {
public:
    explicit SuperResolutionNetworkImpl(const NetworkSettings& settings);

    [[nodiscard]] const NetworkSettings& settings() const noexcept { return m_settings; }
    /// Number format of the blocks' matrix products; weights stay in float.
    void setPrecision(torch::Dtype precision);
    /// As AttentionBlock's.
    void roundWeights();
    /// Spread of the data per channel, which no weight depends on. @param spread one per channel
    void setSigmaData(std::vector<double> spread);
    [[nodiscard]] const torch::Tensor& sigmaData() const noexcept { return m_sigmaData; }
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
    torch::Tensor m_sigmaData; ///< [channels]
};
TORCH_MODULE(SuperResolutionNetwork);

} // namespace calolens
