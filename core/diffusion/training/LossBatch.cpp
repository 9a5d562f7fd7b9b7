// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/LossBatch.h"

#include "diffusion/network/ConditionEstimate.h"
#include "random/RandomStream.h"

#include <cmath>

namespace calolens {

LossBatch LossBatch::to(const torch::Device& device) const {
    LossBatch moved = *this;
    for (torch::Tensor* t :
         {&moved.clean, &moved.noise, &moved.sigma, &moved.features, &moved.centre,
          &moved.energyNoise, &moved.attentionMask, &moved.tokenMask})
        if (t->defined())
            *t = t->to(device);
    return moved;
}

void LossBatch::addEstimate(MeanEstimator& estimator) {
    torch::NoGradGuard guard;
    ConditionEstimate estimate = estimateCondition(estimator, features, attentionMask, tokenMask);
    features = std::move(estimate.features);
    centre = std::move(estimate.centre);
}

LossBatch makeLossBatch(std::span<const TrainingSample* const> samples,
                        const TrainingConfig& config, RandomStream random) {
    std::vector<std::int64_t> tokens;
    std::vector<float> latents, features, noise;
    LossBatch batch;
    for (const TrainingSample* sample : samples) {
        tokens.push_back(sample->tokens);
        latents.insert(latents.end(), sample->latent.begin(), sample->latent.end());
        features.insert(features.end(), sample->features.begin(), sample->features.end());
        noise.insert(noise.end(), sample->noise.begin(), sample->noise.end());
        batch.tokens += sample->tokens;
    }
    batch.hasSumChannel = Parametrisation(config.parametrisation).hasSumChannel();
    const TokenBatch shape(std::move(tokens));
    const auto channels = static_cast<std::int64_t>(latents.size()) / batch.tokens;
    batch.clean = shape.padded(latents, channels);
    batch.features =
        shape.padded(features, static_cast<std::int64_t>(features.size()) / batch.tokens);
    batch.energyNoise = shape.padded(noise, 1).squeeze(-1);
    batch.attentionMask = shape.attentionMask();
    batch.tokenMask = shape.tokenMask();

    auto quantile = torch::empty({shape.items()}, torch::kDouble);
    const auto order = [&] { // which item gets which stratum
        std::vector<std::int64_t> o(samples.size());
        for (std::size_t i = 0; i < o.size(); ++i)
            o[i] = static_cast<std::int64_t>(i);
        for (std::size_t i = o.size(); i > 1; --i)
            std::swap(o[i - 1], o[random.below(static_cast<std::uint32_t>(i))]);
        return o;
    }();
    for (std::size_t i = 0; i < order.size(); ++i)
        quantile.data_ptr<double>()[i] =
            (static_cast<double>(order[i]) + random.uniform()) / static_cast<double>(order.size());
    const auto normal =
        std::sqrt(2.0) * torch::erfinv((2 * quantile - 1).clamp(-0.9999999, 0.9999999));
    batch.sigma = (normal * config.noise.logSpread + config.noise.logMean).exp().to(torch::kFloat);
    batch.noise = torch::empty_like(batch.clean);
    random.fillNormal(
        {batch.noise.data_ptr<float>(), static_cast<std::size_t>(batch.noise.numel())});
    return batch;
}

torch::Tensor lossWeight(const torch::Tensor& s, const TrainingConfig::Objective& objective) {
    const auto square = s * s;
    if (objective.weight == "min-snr")
        return (1 / square).clamp_max(objective.gamma);
    if (objective.weight == "soft")
        return 1 / (square + 1);
    if (objective.weight == "flow")
        return (1 + s).square() / square;
    return (square + 1) / square;
}

namespace {
/// Squared error per channel, mean over tokens; channel 0 counts `sumWeight` times if it is the
/// denoised sum. @param squared [B, T, channels]
torch::Tensor channelLoss(const torch::Tensor& squared, const LossBatch& batch, double sumWeight) {
    auto weight = torch::ones({squared.size(-1)}, squared.options());
    if (batch.hasSumChannel)
        weight[0] = sumWeight;
    weight = weight / weight.sum();
    return (squared * batch.tokenMask * weight).sum() / static_cast<double>(batch.tokens);
}

/// (sum_i n_i e_i)^2 / sum_i n_i^2 of each event. @param error [B, T, channels]
torch::Tensor eventError(const torch::Tensor& error, const LossBatch& batch) {
    return (error.select(-1, 0) * batch.energyNoise).sum(-1).square() /
           batch.energyNoise.square().sum(-1);
}
} // namespace

torch::Tensor denoisingLoss(SuperResolutionNetwork& network, const LossBatch& batch,
                            const TrainingConfig& config) {
    const auto s = batch.sigma.view({-1, 1, 1});
    const auto spread = network->sigmaData();
    const auto weight = lossWeight(s / spread, config.objective) / spread.square();
    const auto clean = batch.centre.defined() ? batch.clean - batch.centre : batch.clean;
    const auto estimate =
        network->denoise(clean + s * batch.noise, batch.sigma,
                         network->embedCondition(batch.features), batch.attentionMask);
    const auto error = estimate - clean;
    auto loss = channelLoss(error.square() * weight, batch, config.optimiser.sumWeight);
    if (config.optimiser.eventWeight > 0)
        loss = loss + config.optimiser.eventWeight *
                          (eventError(error, batch) * weight.select(-1, 0).view({-1})).mean();
    return loss;
}

torch::Tensor estimatorLoss(MeanEstimator& estimator, const LossBatch& batch,
                            const TrainingConfig& config) {
    const auto error = estimator(batch.features, batch.attentionMask) - batch.clean;
    auto loss = channelLoss(error.square(), batch, config.estimator.sumWeight);
    if (config.estimator.eventWeight > 0)
        loss = loss + config.estimator.eventWeight * eventError(error, batch).mean();
    return loss;
}

} // namespace calolens
