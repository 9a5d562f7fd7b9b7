// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    torch::Tensor energyNoise; ///< [B, T], of the measured energy, MeV; 0 in the padding
    torch::Tensor attentionMask, tokenMask;
    std::int64_t tokens = 0; ///< real ones

    [[nodiscard]] LossBatch to(const torch::Device& device) const;
};

/// Noise levels are stratified over the batch: one in each B-quantile of the ln-normal
/// distribution.
[[nodiscard]] LossBatch makeLossBatch(std::span<const TrainingSample* const> samples,
                                      const TrainingConfig& config, RandomStream random);

/// Weighted squared error E[w(s) |D - x|^2] per channel with the EDM weight, mean over tokens; 1
/// for a network that knows nothing.
///
/// With an `eventWeight` k, k times the error of the event's energy is added, in units of its
/// noise: (sum_i n_i e_i)^2 / sum_i n_i^2, e_i the error of the denoised sum of token i and n_i its
/// noise. Errors that tokens have in common count in it T times as much as in the mean over tokens.
/// A positive quadratic form of the error keeps E[x | x_s] as its minimum, whatever the weight.
[[nodiscard]] torch::Tensor denoisingLoss(SuperResolutionNetwork& network, const LossBatch& batch,
                                          const TrainingConfig& config);

} // namespace calolens
