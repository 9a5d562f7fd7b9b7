// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/Trainer.h"

#include "diffusion/network/Device.h"
#include "diffusion/network/MatmulPrecision.h"
#include "diffusion/network/ModelFile.h"
#include "diffusion/network/TorchErrors.h"
#include "diffusion/training/Checkpoint.h"
#include "diffusion/training/ChunkStream.h"
#include "diffusion/training/DenoiserTraining.h"
#include "diffusion/training/EstimatorTraining.h"
#include "diffusion/training/Optimisation.h"
#include "diffusion/training/TrainingStart.h"
#include "event/DepositsFile.h"
#include "version/Version.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <optional>
#include <thread>

namespace calolens {

namespace {

ModelDescription describe(const TrainingJob& job, const TrainingConfig& config,
                          const ParametrisationSettings& parametrisation,
                          const TrainingState& state, const TrainingData& data,
                          const std::optional<ModelDescription>& start) {
    ModelDescription d;
    d.info.name = config.name;
    d.info.preset = config.preset;
    d.info.description = config.description;
    d.network = state.network->settings();
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

/// Networks and optimisers as they are before the first step.
TrainingState makeState(const TrainingConfig& config, const Parametrisation& parametrisation,
                        const std::optional<ModelDescription>& start, const torch::Device& device) {
    NetworkSettings shape{config.network.width,       config.network.blocks,
                          config.network.heads,       config.network.mlpRatio,
                          parametrisation.features(), parametrisation.channels()};
    if (config.estimator.steps > 0)
        shape.features += shape.channels;
    if (config.objective.preconditioning == "flow")
        shape.preconditioning = Preconditioning::Flow;
    TrainingState state;
    state.recipe = config.toJson() + (start ? " from " + start->info.checksum : "");
    state.network = SuperResolutionNetwork(shape);
    state.average = SuperResolutionNetwork(shape);
    if (config.estimator.steps > 0)
        makeEstimator(state, config, parametrisation, device);
    if (start)
        startFrom(state, config, *start);
    state.best = SuperResolutionNetwork(shape);
    for (SuperResolutionNetwork* network : {&state.network, &state.average, &state.best})
        (*network)->to(device);
    updateAverage(*state.average, *state.network, 0.0);
    if (config.optimiser.precision == "bfloat16")
        state.network->setPrecision(torch::kBFloat16); // the average stays exact
    state.optimiser =
        makeAdamW(*state.network, config.optimiser.learningRate, config.optimiser.weightDecay);
    return state;
}

/// Writes the averaged weights, or the best ones where the training may end early.
void writeModel(const TrainingJob& job, const TrainingConfig& config,
                const ModelDescription& description, const TrainingState& state) {
    const bool keepBest = config.optimiser.patience > 0 && state.bestStep > 0;
    writeModelFile(job.output, description,
                   {keepBest ? state.best : state.average, state.estimatorAverage});
}

/// Tells the denoiser how the rest is spread that the trained estimator leaves to it, and what the
/// estimator says of the chooser set.
void connectEstimator(TrainingState& state, const TrainingParts& parts, std::int64_t chunk) {
    std::vector<double> spread = state.network->settings().sigmaData;
    if (spread.empty())
        spread = centredSpread(state.estimatorAverage, parts, chunk);
    for (SuperResolutionNetwork* network : {&state.network, &state.average, &state.best})
        (*network)->setSigmaData(spread);
    for (LossBatch& batch : parts.chooser)
        batch.addEstimate(state.estimatorAverage);
}

/// A CPU has enough to do with the network.
int dataThreads(const TrainingJob& job, const torch::Device& device) {
    if (job.dataThreads > 0)
        return job.dataThreads;
    return device.is_cuda() ? static_cast<int>(std::max(1u, std::thread::hardware_concurrency()))
                            : 1;
}

/// Weights mean something only with the standardisation that they were trained with. Where hits are
/// told on another scale they have that to learn.
ParametrisationSettings continued(ParametrisationSettings settings, const ModelDescription& start) {
    settings.mean = start.parametrisation.mean;
    settings.spread = start.parametrisation.spread;
    return settings;
}

std::filesystem::path beside(std::filesystem::path output, const char* suffix) {
    return output += suffix;
}

} // namespace

bool train(const TrainingJob& job) {
    const TrainingConfig config = TrainingConfig::read(job.config);
    const torch::Device device = resolveDevice(job.device);
    setNetworkThreads(job.threads);
    const TrainingData data(job.deposits, config);
    const auto start = job.from.empty() ? std::optional<ModelDescription>()
                                        : readModelDescription(resolveModel(job.from.string()));
    const ParametrisationSettings settings =
        start ? continued(config.parametrisation, *start) : data.measured(config.parametrisation);
    const Parametrisation parametrisation(settings);
    const auto checkpointPath = beside(job.output, ".checkpoint");
    const auto logPath = beside(job.output, ".log");

    return translatingTorchErrors("training " + config.name, [&] {
        torch::manual_seed(config.seed);
        const MatmulPrecision products(config.optimiser.precision == "tf32" ? Precision::Tf32
                                                                            : Precision::Float);
        TrainingState state = makeState(config, parametrisation, start, device);
        if (job.resume)
            readCheckpoint(checkpointPath, state, device);
        std::ofstream log(logPath, job.resume ? std::ios::app : std::ios::trunc);
        if (!log)
            throw FileError({logPath.string(), {}, {}}, "the log cannot be written");
        auto chooser = chooserBatches(data, parametrisation, config, device);
        ChunkStream chunks(data, parametrisation, config, dataThreads(job, device));
        TrainingProgress progress{state.estimatorStep + state.step,
                                  config.estimator.steps + config.optimiser.steps, 0, state.loss,
                                  state.chooserLoss};
        const TrainingParts parts{
            config, settings, device, chunks, chooser, log, progress, job, [&] {
                writeCheckpoint(checkpointPath, state);
                if (state.step > 0)
                    writeModel(job, config, describe(job, config, settings, state, data, start),
                               state);
            }};
        std::int64_t firstChunk = 0;
        if (config.estimator.steps > 0) {
            // The denoiser goes on with the noise where the estimator ended: what that has seen, it
            // knows too well.
            firstChunk = (config.estimator.steps + batchesPerChunk - 1) / batchesPerChunk;
            if (!trainEstimator(state, parts))
                return false;
            connectEstimator(state, parts, firstChunk);
        }
        return trainDenoiser(state, parts, firstChunk);
    });
}

} // namespace calolens
