// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/MeanEstimator.h"
#include "diffusion/network/SuperResolutionNetwork.h"
#include "diffusion/network/TokenBatch.h"
#include "diffusion/training/TrainingConfig.h"
#include "diffusion/training/TrainingData.h"

#include <span>

namespace calolens {

/// Samples of like size with everything random about them fixed: noise levels and noise.
struct LossBatch {
    torch::Tensor clean;       ///< [B, T, channels]
    torch::Tensor noise;       ///< standard normal, like clean
    torch::Tensor sigma;       ///< [B]
    torch::Tensor features;    ///< [B, T, features]
    torch::Tensor centre;      ///< of the denoiser's variable, like clean; undefined: zeros
    torch::Tensor energyNoise; ///< [B, T], of the measured energy, MeV; 0 in the padding
    torch::Tensor attentionMask, tokenMask;
    std::int64_t tokens = 0;    ///< real ones
    bool hasSumChannel = false; ///< whether channel 0 is the denoised sum

    [[nodiscard]] std::int64_t items() const { return clean.size(0); }
    /// Adds what the estimator knows: its estimate to the features, and the centre.
    void addEstimate(MeanEstimator& estimator);
    [[nodiscard]] LossBatch to(const torch::Device& device) const;
};

/// Noise levels are stratified over the batch: one in each B-quantile of the ln-normal
/// distribution.
[[nodiscard]] LossBatch makeLossBatch(std::span<const TrainingSample* const> samples,
                                      const TrainingConfig& config, RandomStream random);

/// Weight w(s) of the squared error of the estimate at noise level s, sigma_data 1 (for another, of
/// s / sigma_data, over sigma_data^2):
///   edm     (s^2 + 1) / s^2                arXiv 2206.00364, table 1
///   min-snr min(1 / s^2, gamma)            arXiv 2303.09556, in terms of x
///   soft    1 / (s^2 + 1)
///   flow    (1 + s)^2 / s^2                the squared error of the velocity
[[nodiscard]] torch::Tensor lossWeight(const torch::Tensor& sigma,
                                       const TrainingConfig::Objective& objective);

/// Weighted squared error E[w(s) |D - x|^2] per channel, mean over tokens; with the
/// EDM weight 1 for a network that knows nothing.
///
/// With an `eventWeight` k, k times the error of the event's energy is added, in units of its
/// noise: (sum_i n_i e_i)^2 / sum_i n_i^2, e_i the error of the denoised sum of token i and n_i its
/// noise. Errors that tokens have in common count in it T times as much as in the mean over tokens.
/// A positive quadratic form of the error keeps E[x | x_s] as its minimum, whatever the weight.
[[nodiscard]] torch::Tensor denoisingLoss(SuperResolutionNetwork& network, const LossBatch& batch,
                                          const TrainingConfig& config);

/// Squared error of the estimated mean: per channel, mean over tokens, and the event-energy term,
/// with the estimator's own weights. Its minimum is E[x | condition].
[[nodiscard]] torch::Tensor estimatorLoss(MeanEstimator& estimator, const LossBatch& batch,
                                          const TrainingConfig& config);

} // namespace calolens
