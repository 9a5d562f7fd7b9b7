// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/AttentionBlock.h"

namespace calolens {

/// Shape of the estimator of the posterior mean, kept in the model file.
struct EstimatorSettings {
    int width = 128;
    int blocks = 4;
    int heads = 4;
    int mlpRatio = 2;
    int features = 0; ///< condition features per token
    int channels = 0; ///< latent channels per token
    bool operator==(const EstimatorSettings&) const = default;
};

/// One pre-norm transformer block (Xiong et al., arXiv 2002.04745).
class EncoderBlockImpl : public AttentionBlockImpl {
public:
    explicit EncoderBlockImpl(const EstimatorSettings& settings);
    /// Arguments as in AttentionBlock.
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& mask);

private:
    torch::nn::LayerNorm m_norm1, m_norm2;
};
TORCH_MODULE(EncoderBlock);

/// m(c) = E[x | condition]: the mean of the latent over all events that could have made this LR
/// event, which a regression with a squared error finds. A denoiser that is given it has only the
/// rest, x - m, to draw (Whang et al., "predict and refine", arXiv 2112.02475; CorrDiff, arXiv
/// 2309.15214).
class MeanEstimatorImpl : public torch::nn::Module {
public:
    explicit MeanEstimatorImpl(const EstimatorSettings& settings);

    [[nodiscard]] const EstimatorSettings& settings() const noexcept { return m_settings; }
    /// Number format of the blocks' matrix products; weights stay in float.
    void setPrecision(torch::Dtype precision);
    /// @param features [B, T, features]
    /// @param mask     [B, 1, 1, T] additive, or undefined if all tokens count
    /// @return [B, T, channels], without meaning in the padding
    torch::Tensor forward(const torch::Tensor& features, const torch::Tensor& mask);

private:
    EstimatorSettings m_settings;
    torch::nn::Linear m_in;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_out;
    std::vector<EncoderBlock> m_blocks;
};
TORCH_MODULE(MeanEstimator);

} // namespace calolens
