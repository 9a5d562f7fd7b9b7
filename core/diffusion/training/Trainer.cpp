// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/Trainer.h"

#include "diffusion/network/Device.h"
#include "diffusion/network/ModelFile.h"
#include "diffusion/network/TorchErrors.h"
#include "diffusion/training/Checkpoint.h"
#include "diffusion/training/ChunkStream.h"
#include "diffusion/training/EstimatorTraining.h"
#include "diffusion/training/LossBatch.h"
#include "diffusion/training/Optimisation.h"
#include "event/DepositsFile.h"
#include "version/Version.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>

namespace calolens {

namespace {

constexpr std::int64_t chooserCount = 512;

/// Loss of the averaged weights on fixed events with fixed noise.
class ChooserLoss {
public:
    ChooserLoss(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config, const torch::Device& device)
        : m_config(config) {
        const auto samples = data.chooser(parametrisation, chooserCount);
        std::vector<const TrainingSample*> batch;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            batch.push_back(&samples[i]);
            if (batch.size() == 64 || i + 1 == samples.size()) {
                m_batches.push_back(
                    makeLossBatch(batch, config,
                                  RandomStream(config.seed, RandomPurpose::Training, i, 0xffffff))
                        .to(device));
                batch.clear();
            }
        }
    }

    [[nodiscard]] const std::vector<LossBatch>& batches() const noexcept { return m_batches; }
    void addEstimate(MeanEstimator& estimator) {
        for (LossBatch& batch : m_batches)
            batch.addEstimate(estimator);
    }

    double operator()(SuperResolutionNetwork& network) const {
        torch::NoGradGuard guard;
        double sum = 0;
        for (const LossBatch& batch : m_batches)
            sum += denoisingLoss(network, batch, m_config).item<double>();
        return sum / static_cast<double>(std::max<std::size_t>(m_batches.size(), 1));
    }

private:
    const TrainingConfig& m_config;
    std::vector<LossBatch> m_batches;
};

ModelDescription describe(const TrainingJob& job, const TrainingConfig& config,
                          const NetworkSettings& network,
                          const ParametrisationSettings& parametrisation,
                          const TrainingState& state, const TrainingData& data,
                          const std::optional<ModelDescription>& start) {
    ModelDescription d;
    d.info.name = config.name;
    d.info.preset = config.preset;
    d.info.description = config.description;
    d.network = network;
    if (!state.estimator.is_empty())
        d.estimator = state.estimator->settings();
    d.parametrisation = parametrisation;
    d.noise = {config.noise.sigmaMin, config.noise.sigmaMax};
    const auto file = DepositsFile::open(job.deposits.front());
    d.readout = *Digitizer(digitizerPreset(config.preset), file->detector(), file->granularity(), 0)
                     .readout();
    nlohmann::json card{{"recipe", nlohmann::json::parse(config.toJson())},
                        {"command", job.command},
                        {"program_version", programVersion()},
                        {"training_events", data.trainingEvents()},
                        {"steps", state.step},
                        {"estimator_steps", state.estimatorStep},
                        {"best_step", state.bestStep},
                        {"training_loss", state.loss},
                        {"chooser_loss", state.chooserLoss}};
    if (start)
        card["started_from"] = {{"name", start->info.name},
                                {"checksum", start->info.checksum},
                                {"card", nlohmann::json::parse(start->info.card, nullptr, false)}};
    for (const auto& path : job.deposits)
        card["data"].push_back(path.filename().string());
    d.info.card = card.dump(2);
    return d;
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

/// Whether two shapes differ in nothing but what an estimator adds to the condition.
bool sameButEstimate(NetworkSettings a, const NetworkSettings& b, bool estimateIsNew) {
    a.sigmaData = b.sigmaData;
    if (estimateIsNew)
        a.features -= a.channels;
    return a == b;
}

/// Takes the weights of another model, which must be of the same kind and shape. A model without an
/// estimator may serve for one with: the network then starts by ignoring the estimate in its cells,
/// and by knowing nothing but the estimate of the denoised sum.
void startFrom(TrainingState& state, const TrainingConfig& config, const ModelDescription& start) {
    const auto& p = config.parametrisation;
    const auto& q = start.parametrisation;
    const bool estimateIsNew = !state.estimator.is_empty() && !start.estimator;
    const bool sameEstimator =
        estimateIsNew ||
        (state.estimator.is_empty() ? !start.estimator.has_value()
                                    : state.estimator->settings() == *start.estimator);
    if (start.info.preset != config.preset || !sameEstimator ||
        !sameButEstimate(state.network->settings(), start.network, estimateIsNew) ||
        p.kind != q.kind || p.tokenPerHrCell != q.tokenPerHrCell ||
        p.energyFloor != q.energyFloor || p.zeroCodeMean != q.zeroCodeMean ||
        p.zeroCodeSpread != q.zeroCodeSpread || p.hitThreshold != q.hitThreshold)
        throw UsageError(fmt::format("{}: its preset, network, estimator, parametrisation or "
                                     "preconditioning is not the recipe's: training cannot start "
                                     "from it",
                                     start.info.path.string()));
    torch::NoGradGuard guard;
    const ModelWeights weights = readModelWeights(start.info.path, start);
    const auto from = weights.network->parameters();
    auto to = state.network->parameters();
    for (std::size_t i = 0; i < to.size(); ++i) {
        if (to[i].sizes() == from[i].sizes()) {
            to[i].copy_(from[i]);
        } else { // the first layer of the condition: features, then the estimate
            to[i].zero_();
            to[i].narrow(1, 0, from[i].size(1)).copy_(from[i]);
        }
    }
    if (estimateIsNew) { // the denoised sum is another variable now: starts as the estimate alone
        auto named = state.network->named_parameters();
        named["out_x.weight"].select(0, 0).zero_();
        named["out_x.bias"].select(0, 0).zero_();
    }
    if (start.estimator) {
        updateAverage(*state.estimator, *weights.estimator, 0.0);
        updateAverage(*state.estimatorAverage, *weights.estimator, 0.0);
        state.estimatorStep = config.estimator.steps; // there is nothing left to learn
        state.network->setSigmaData(start.network.sigmaData);
    }
}

/// The estimator and its optimiser, with random weights.
void makeEstimator(TrainingState& state, const TrainingConfig& config,
                   const Parametrisation& parametrisation, const torch::Device& device) {
    const auto& e = config.estimator;
    const EstimatorSettings shape{e.width,
                                  e.blocks,
                                  e.heads,
                                  e.mlpRatio,
                                  parametrisation.features(),
                                  parametrisation.channels()};
    state.estimator = MeanEstimator(shape);
    state.estimatorAverage = MeanEstimator(shape);
    for (MeanEstimator* estimator : {&state.estimator, &state.estimatorAverage})
        (*estimator)->to(device);
    updateAverage(*state.estimatorAverage, *state.estimator, 0.0);
    if (config.optimiser.precision == "bfloat16")
        state.estimator->setPrecision(torch::kBFloat16);
    state.estimatorOptimiser =
        makeAdamW(*state.estimator, e.learningRate, config.optimiser.weightDecay);
}

} // namespace

bool train(const TrainingJob& job) {
    const TrainingConfig config = TrainingConfig::read(job.config);
    const torch::Device device = resolveDevice(job.device);
    setNetworkThreads(job.threads);
    const TrainingData data(job.deposits, config);
    const auto start = job.from.empty() ? std::optional<ModelDescription>()
                                        : readModelDescription(resolveModel(job.from.string()));
    // Weights mean something only with the standardisation that they were trained with.
    const ParametrisationSettings settings =
        start ? start->parametrisation : data.measured(config.parametrisation);
    const Parametrisation parametrisation(settings);
    auto checkpointPath = job.output, logPath = job.output;
    checkpointPath += ".checkpoint";
    logPath += ".log";

    return translatingTorchErrors("training " + config.name, [&] {
        NetworkSettings shape{config.network.width,       config.network.blocks,
                              config.network.heads,       config.network.mlpRatio,
                              parametrisation.features(), parametrisation.channels()};
        const bool estimates = config.estimator.steps > 0;
        if (estimates)
            shape.features += shape.channels;
        if (config.objective.preconditioning == "flow")
            shape.preconditioning = Preconditioning::Flow;
        torch::manual_seed(config.seed);
        TrainingState state;
        state.recipe = config.toJson() + (start ? " from " + start->info.checksum : "");
        state.network = SuperResolutionNetwork(shape);
        state.average = SuperResolutionNetwork(shape);
        if (estimates)
            makeEstimator(state, config, parametrisation, device);
        if (start)
            startFrom(state, config, *start);
        state.network->to(device);
        state.average->to(device);
        state.best = SuperResolutionNetwork(shape);
        state.best->to(device);
        updateAverage(*state.average, *state.network, 0.0);
        if (config.optimiser.precision == "bfloat16")
            state.network->setPrecision(torch::kBFloat16); // the average stays exact
        state.optimiser =
            makeAdamW(*state.network, config.optimiser.learningRate, config.optimiser.weightDecay);
        if (job.resume)
            readCheckpoint(checkpointPath, state);

        std::ofstream log(logPath, job.resume ? std::ios::app : std::ios::trunc);
        if (!log)
            throw FileError({logPath.string(), {}, {}}, "the log cannot be written");
        ChooserLoss chooserLoss(data, parametrisation, config, device);
        ChunkStream chunks(data, parametrisation, config);
        TrainingProgress progress{state.estimatorStep + state.step,
                                  config.estimator.steps + config.optimiser.steps, 0, state.loss,
                                  state.chooserLoss};
        const auto parameters = state.network->parameters();
        const auto& o = config.optimiser;
        std::int64_t firstChunk = 0;
        if (estimates) {
            // The denoiser goes on with the noise where the estimator ended: what that has seen, it
            // knows too well.
            firstChunk = (config.estimator.steps + batchesPerChunk - 1) / batchesPerChunk;
            const EstimatorTraining training{
                config, settings, device, chunks, chooserLoss.batches(), log, progress, job, [&] {
                    writeCheckpoint(checkpointPath, state);
                }};
            if (!trainEstimator(state, training))
                return false;
            if (shape.sigmaData = state.network->settings().sigmaData; shape.sigmaData.empty())
                shape.sigmaData = centredSpread(state.estimatorAverage, training, firstChunk);
            for (SuperResolutionNetwork* network : {&state.network, &state.average, &state.best})
                (*network)->setSigmaData(shape.sigmaData);
            chooserLoss.addEstimate(state.estimatorAverage);
        }

        // A chunk always counts for batchesPerChunk steps, so that a step's number alone says which
        // data it sees.
        const auto patienceSpent = [&] { return o.patience > 0 && state.sinceBest >= o.patience; };
        while (state.step < o.steps && !patienceSpent()) {
            const Chunk chunk = chunks.take(firstChunk + state.step / batchesPerChunk);
            for (auto place = static_cast<std::size_t>(state.step % batchesPerChunk);
                 place < static_cast<std::size_t>(batchesPerChunk) && state.step < o.steps;
                 ++place) {
                const auto& samples = chunk.batches[place % chunk.batches.size()];
                const double rate = cosineRate(o.learningRate, o.warmup, state.step, o.steps);
                setRate(*state.optimiser, rate);
                auto batch =
                    makeLossBatch(samples, config,
                                  RandomStream(config.seed, RandomPurpose::Training,
                                               static_cast<std::uint64_t>(state.step), 0xfffffe))
                        .to(device);
                if (estimates)
                    batch.addEstimate(state.estimatorAverage);
                const auto loss = denoisingLoss(state.network, batch, config);
                const double value = descend(loss, *state.optimiser, parameters, o.clip);
                updateAverage(*state.average, *state.network, averageDecay(o.emaDecay, state.step));

                if (!std::isfinite(value))
                    throw ModelError(fmt::format("training {}: the loss is not finite at step {}; "
                                                 "a lower learning rate may help",
                                                 config.name, state.step));
                state.loss = smoothedLoss(state.loss, value, state.step);
                ++state.step;
                ++progress.step;
                progress.events += static_cast<std::int64_t>(samples.size());
                progress.loss = state.loss;

                nlohmann::json line{{"step", state.step},
                                    {"loss", value},
                                    {"learning_rate", rate},
                                    {"events", samples.size()}};
                if (state.step % config.chooserEvery == 0 || state.step == o.steps) {
                    state.chooserLoss = progress.chooserLoss = chooserLoss(state.average);
                    line["chooser_loss"] = state.chooserLoss;
                    noteChooserLoss(state);
                }
                const bool last = patienceSpent() || state.step == o.steps;
                log << line.dump() << '\n';
                const bool stop = job.interrupted && job.interrupted();
                if (stop || last || state.step % config.checkpointEvery == 0) {
                    log.flush();
                    writeCheckpoint(checkpointPath, state);
                    const bool keepBest = o.patience > 0 && state.bestStep > 0;
                    writeModelFile(job.output,
                                   describe(job, config, shape, settings, state, data, start),
                                   {keepBest ? state.best : state.average, state.estimatorAverage});
                }
                if (job.progress)
                    job.progress(progress);
                if (stop || last)
                    return last;
            }
        }
        return true;
    });
}

} // namespace calolens
