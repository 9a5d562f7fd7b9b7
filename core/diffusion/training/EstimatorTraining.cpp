// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/EstimatorTraining.h"

#include "diffusion/training/ChunkStream.h"
#include "diffusion/training/Optimisation.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace calolens {

namespace {

struct ChooserResult {
    double loss = 0;
    double energyRatio = 0;
};

/// Channel 0 is (sum - y) / noise, standardised.
ChooserResult measure(MeanEstimator& estimator, const TrainingParts& t) {
    torch::NoGradGuard guard;
    ChooserResult result;
    std::vector<torch::Tensor> measured, estimated;
    for (const LossBatch& batch : t.chooser) {
        result.loss += estimatorLoss(estimator, batch, t.config).item<double>() /
                       static_cast<double>(t.chooser.size());
        const auto truth = batch.clean.select(-1, 0), n = batch.energyNoise; // n: 0 in the padding
        const auto mean = estimator(batch.features, batch.attentionMask).select(-1, 0);
        const double spread = t.parametrisation.spread[0];
        measured.push_back(((truth * spread + t.parametrisation.mean[0]) * n).sum(-1));
        estimated.push_back(((mean - truth) * spread * n).sum(-1));
    }
    if (!measured.empty())
        result.energyRatio =
            (torch::cat(estimated).std(false) / torch::cat(measured).std(false)).item<double>();
    return result;
}

} // namespace

bool trainEstimator(TrainingState& state, const TrainingParts& t) {
    const TrainingConfig::Estimator& e = t.config.estimator;
    const auto parameters = state.estimator->parameters();
    while (state.estimatorStep < e.steps) {
        const Chunk chunk = t.chunks.take(state.estimatorStep / batchesPerChunk);
        for (auto place = state.estimatorStep % batchesPerChunk;
             place < batchesPerChunk && state.estimatorStep < e.steps; ++place) {
            const LossBatch& batch = chunk[static_cast<std::size_t>(place)];
            const double rate = cosineRate(e.learningRate, e.warmup, state.estimatorStep, e.steps);
            setRate(*state.estimatorOptimiser, rate);
            const auto loss = estimatorLoss(state.estimator, batch.to(t.device), t.config);
            const double value =
                descend(loss, *state.estimatorOptimiser, parameters, t.config.optimiser.clip);
            updateAverage(*state.estimatorAverage, *state.estimator,
                          averageDecay(e.emaDecay, state.estimatorStep));
            checkFinite(value, t.config, "estimator's loss", state.estimatorStep);
            state.loss = smoothedLoss(state.loss, value, state.estimatorStep);
            ++state.estimatorStep;
            ++t.progress.step;
            t.progress.events += batch.items();
            t.progress.loss = state.loss;

            nlohmann::json line{{"estimator_step", state.estimatorStep},
                                {"loss", value},
                                {"learning_rate", rate},
                                {"events", batch.items()}};
            const bool last = state.estimatorStep == e.steps;
            if (last || state.estimatorStep % t.config.chooserEvery == 0) {
                const ChooserResult result = measure(state.estimatorAverage, t);
                line["chooser_loss"] = t.progress.chooserLoss = result.loss;
                line["chooser_energy_ratio"] = result.energyRatio;
            }
            t.log << line.dump() << '\n';
            const bool stop = t.job.interrupted && t.job.interrupted();
            if (stop || last || state.estimatorStep % t.config.checkpointEvery == 0) {
                t.log.flush();
                t.writeCheckpoint();
            }
            if (t.job.progress)
                t.job.progress(t.progress);
            if (stop)
                return false;
        }
    }
    return true;
}

std::vector<double> centredSpread(MeanEstimator& estimator, const TrainingParts& t,
                                  std::int64_t index) {
    torch::NoGradGuard guard;
    const Chunk chunk = t.chunks.take(index);
    double squares = 0, tokens = 0;
    std::int64_t channels = 0;
    for (const LossBatch& prepared : chunk) {
        LossBatch batch = prepared.to(t.device);
        batch.addEstimate(estimator);
        squares += ((batch.clean - batch.centre) * batch.tokenMask)
                       .select(-1, 0)
                       .square()
                       .sum()
                       .item<double>();
        tokens += static_cast<double>(batch.tokens);
        channels = batch.clean.size(-1);
    }
    std::vector<double> spread(static_cast<std::size_t>(channels), 1.0);
    spread.front() = std::sqrt(std::max(squares / tokens, 1e-6));
    return spread;
}

} // namespace calolens
