// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/DenoiserTraining.h"

#include "diffusion/training/ChunkStream.h"
#include "diffusion/training/Optimisation.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace calolens {

namespace {

LossBatch onDevice(const LossBatch& prepared, const TrainingState& state, const TrainingParts& t) {
    LossBatch batch = prepared.to(t.device);
    if (!state.estimatorAverage.is_empty()) {
        MeanEstimator estimator = state.estimatorAverage;
        batch.addEstimate(estimator);
    }
    return batch;
}

/// Loss of the averaged weights on the chooser set.
double measure(const TrainingState& state, const TrainingParts& t) {
    torch::NoGradGuard guard;
    SuperResolutionNetwork network = state.average;
    double sum = 0;
    for (const LossBatch& batch : t.chooser)
        sum += denoisingLoss(network, batch, t.config).item<double>();
    return sum / static_cast<double>(std::max<std::size_t>(t.chooser.size(), 1));
}

/// Keeps the averaged weights if they are the best on the chooser set so far.
void noteChooserLoss(TrainingState& state) {
    if (state.bestStep > 0 && !(state.chooserLoss < state.bestChooserLoss)) {
        ++state.sinceBest;
        return;
    }
    state.bestStep = state.step;
    state.bestChooserLoss = state.chooserLoss;
    state.sinceBest = 0;
    updateAverage(*state.best, *state.average, 0.0);
}

/// One step of the optimiser. @returns its line of the log
nlohmann::json step(TrainingState& state, const TrainingParts& t,
                    const std::vector<torch::Tensor>& parameters, const LossBatch& batch) {
    const auto& o = t.config.optimiser;
    const double rate = cosineRate(o.learningRate, o.warmup, state.step, o.steps);
    setRate(*state.optimiser, rate);
    const auto loss = denoisingLoss(state.network, onDevice(batch, state, t), t.config);
    const double value = descend(loss, *state.optimiser, parameters, o.clip);
    updateAverage(*state.average, *state.network, averageDecay(o.emaDecay, state.step));
    checkFinite(value, t.config, "loss", state.step);
    state.loss = smoothedLoss(state.loss, value, state.step);
    ++state.step;
    ++t.progress.step;
    t.progress.events += batch.items();
    t.progress.loss = state.loss;
    return {
        {"step", state.step}, {"loss", value}, {"learning_rate", rate}, {"events", batch.items()}};
}

} // namespace

bool trainDenoiser(TrainingState& state, const TrainingParts& t, std::int64_t firstChunk) {
    const auto& o = t.config.optimiser;
    const auto parameters = state.network->parameters();
    const auto ended = [&] {
        return state.step >= o.steps || (o.patience > 0 && state.sinceBest >= o.patience);
    };
    // A chunk always counts for batchesPerChunk steps, so that a step's number alone says which
    // data it sees.
    while (!ended()) {
        const Chunk chunk = t.chunks.take(firstChunk + state.step / batchesPerChunk);
        for (auto place = state.step % batchesPerChunk; place < batchesPerChunk && !ended();
             ++place) {
            nlohmann::json line =
                step(state, t, parameters, chunk[static_cast<std::size_t>(place)]);
            if (state.step % t.config.chooserEvery == 0 || state.step == o.steps) {
                line["chooser_loss"] = state.chooserLoss = t.progress.chooserLoss =
                    measure(state, t);
                noteChooserLoss(state);
            }
            t.log << line.dump() << '\n';
            const bool stop = t.job.interrupted && t.job.interrupted();
            if (stop || ended() || state.step % t.config.checkpointEvery == 0) {
                t.log.flush();
                t.writeCheckpoint();
            }
            if (t.job.progress)
                t.job.progress(t.progress);
            if (stop)
                return ended();
        }
    }
    return true;
}

} // namespace calolens
