// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/Trainer.h"

#include "diffusion/network/Device.h"
#include "diffusion/network/ModelFile.h"
#include "diffusion/network/TorchErrors.h"
#include "diffusion/training/Checkpoint.h"
#include "diffusion/training/LossBatch.h"
#include "event/DepositsFile.h"
#include "version/Version.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <future>
#include <numbers>
#include <numeric>
#include <optional>

namespace calolens {

namespace {

constexpr std::int64_t batchesPerChunk =
    16; ///< within a chunk events are sorted by size, so that batches pad little
constexpr std::int64_t chooserCount = 512;

/// Batches of one chunk of an epoch, in the order in which they are trained on.
struct Chunk {
    std::vector<TrainingSample> samples;
    std::vector<std::vector<const TrainingSample*>> batches;
};

Chunk makeChunk(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config, std::int64_t index, std::int64_t chunksPerEpoch) {
    const std::int64_t perChunk = batchesPerChunk * config.optimiser.batch;
    const auto epoch = static_cast<std::uint32_t>(index / chunksPerEpoch);
    const std::int64_t first = index % chunksPerEpoch * perChunk;
    Chunk chunk;
    chunk.samples = data.training(parametrisation, epoch, first, first + perChunk);
    std::vector<const TrainingSample*> sorted;
    for (const TrainingSample& sample : chunk.samples)
        sorted.push_back(&sample);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto* a, auto* b) { return a->tokens < b->tokens; });
    const auto size = static_cast<std::size_t>(config.optimiser.batch);
    for (std::size_t i = 0; i < sorted.size(); i += size)
        chunk.batches.emplace_back(
            sorted.begin() + static_cast<std::ptrdiff_t>(i),
            sorted.begin() + static_cast<std::ptrdiff_t>(std::min(i + size, sorted.size())));
    RandomStream random(config.seed, RandomPurpose::Initialisation,
                        static_cast<std::uint64_t>(index), 2);
    for (std::size_t i = chunk.batches.size(); i > 1; --i)
        std::swap(chunk.batches[i - 1], chunk.batches[random.below(static_cast<std::uint32_t>(i))]);
    return chunk;
}

/// Hands out chunks in order, preparing the next one while one is trained on.
class ChunkStream {
public:
    ChunkStream(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config)
        : m_data(data)
        , m_parametrisation(parametrisation)
        , m_config(config)
        , m_perEpoch(std::max<std::int64_t>(
              1, (data.trainingEvents() + batchesPerChunk * config.optimiser.batch - 1) /
                     (batchesPerChunk * config.optimiser.batch))) {}

    [[nodiscard]] Chunk take(std::int64_t index) {
        if (m_nextIndex != index || !m_next.valid())
            prepare(index);
        Chunk chunk = m_next.get();
        prepare(index + 1);
        return chunk;
    }

private:
    void prepare(std::int64_t index) {
        m_nextIndex = index;
        m_next = std::async(std::launch::async, [this, index] {
            return makeChunk(m_data, m_parametrisation, m_config, index, m_perEpoch);
        });
    }

    const TrainingData& m_data;
    const Parametrisation& m_parametrisation;
    const TrainingConfig& m_config;
    std::int64_t m_perEpoch;
    std::int64_t m_nextIndex = -1;
    std::future<Chunk> m_next;
};

double learningRate(const TrainingConfig::Optimiser& o, std::int64_t step) {
    const double warm = std::min(1.0, static_cast<double>(step + 1) / std::max(o.warmup, 1));
    const double done = static_cast<double>(step) / static_cast<double>(o.steps);
    return o.learningRate * warm * (0.02 + 0.98 * 0.5 * (1.0 + std::cos(std::numbers::pi * done)));
}

void updateAverage(SuperResolutionNetwork& average, const SuperResolutionNetwork& network,
                   double decay) {
    torch::NoGradGuard guard;
    const auto from = network->parameters();
    auto to = average->parameters();
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i].mul_(decay).add_(from[i], 1.0 - decay);
}

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
    updateAverage(state.best, state.average, 0.0);
}

/// Takes the weights of another model, which must be of the same kind and shape.
void startFrom(SuperResolutionNetwork& network, const TrainingConfig& config,
               const NetworkSettings& shape, const ModelDescription& start) {
    const auto& p = config.parametrisation;
    const auto& q = start.parametrisation;
    if (start.info.preset != config.preset || !(start.network == shape) || p.kind != q.kind ||
        p.tokenPerHrCell != q.tokenPerHrCell || p.energyFloor != q.energyFloor ||
        p.zeroCodeMean != q.zeroCodeMean || p.zeroCodeSpread != q.zeroCodeSpread ||
        p.hitThreshold != q.hitThreshold)
        throw UsageError(fmt::format("{}: its preset, network, parametrisation or preconditioning "
                                     "is not the recipe's: training cannot start from it",
                                     start.info.path.string()));
    torch::NoGradGuard guard;
    const SuperResolutionNetwork weights = readModelWeights(start.info.path, start);
    const auto from = weights->parameters();
    auto to = network->parameters();
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i].copy_(from[i]);
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
        if (config.objective.preconditioning == "flow")
            shape.preconditioning = Preconditioning::Flow;
        torch::manual_seed(config.seed);
        TrainingState state;
        state.recipe = config.toJson() + (start ? " from " + start->info.checksum : "");
        state.network = SuperResolutionNetwork(shape);
        state.average = SuperResolutionNetwork(shape);
        if (start)
            startFrom(state.network, config, shape, *start);
        state.network->to(device);
        state.average->to(device);
        state.best = SuperResolutionNetwork(shape);
        state.best->to(device);
        updateAverage(state.average, state.network, 0.0);
        if (config.optimiser.precision == "bfloat16")
            state.network->setPrecision(torch::kBFloat16); // the average stays exact
        state.optimiser = std::make_unique<torch::optim::AdamW>(
            state.network->parameters(), torch::optim::AdamWOptions(config.optimiser.learningRate)
                                             .weight_decay(config.optimiser.weightDecay)
                                             .betas({0.9, 0.99}));
        if (job.resume)
            readCheckpoint(checkpointPath, state);

        std::ofstream log(logPath, job.resume ? std::ios::app : std::ios::trunc);
        if (!log)
            throw FileError({logPath.string(), {}, {}}, "the log cannot be written");
        const ChooserLoss chooserLoss(data, parametrisation, config, device);
        ChunkStream chunks(data, parametrisation, config);
        TrainingProgress progress{state.step, config.optimiser.steps, 0, state.loss,
                                  state.chooserLoss};
        auto parameters = state.network->parameters();
        const auto& o = config.optimiser;

        // A chunk always counts for batchesPerChunk steps, so that a step's number alone says which
        // data it sees.
        while (state.step < o.steps && !(o.patience > 0 && state.sinceBest >= o.patience)) {
            const Chunk chunk = chunks.take(state.step / batchesPerChunk);
            for (auto place = static_cast<std::size_t>(state.step % batchesPerChunk);
                 place < static_cast<std::size_t>(batchesPerChunk) && state.step < o.steps;
                 ++place) {
                if (chunk.batches.empty())
                    throw UsageError("no training event has a cluster: is this the right file?");
                const auto& samples = chunk.batches[place % chunk.batches.size()];
                const double rate = learningRate(o, state.step);
                for (auto& group : state.optimiser->param_groups())
                    static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
                const auto batch =
                    makeLossBatch(samples, config,
                                  RandomStream(config.seed, RandomPurpose::Training,
                                               static_cast<std::uint64_t>(state.step), 0xfffffe))
                        .to(device);
                const auto loss = denoisingLoss(state.network, batch, config);
                state.optimiser->zero_grad();
                loss.backward();
                torch::nn::utils::clip_grad_norm_(parameters, o.clip);
                state.optimiser->step();
                updateAverage(state.average, state.network,
                              std::min(o.emaDecay, (1.0 + static_cast<double>(state.step)) /
                                                       (10.0 + static_cast<double>(state.step))));

                const double value = loss.item<double>();
                if (!std::isfinite(value))
                    throw ModelError(fmt::format("training {}: the loss is not finite at step {}; "
                                                 "a lower learning rate may help",
                                                 config.name, state.step));
                state.loss = state.step == 0 ? value : 0.99 * state.loss + 0.01 * value;
                ++state.step;
                progress.step = state.step;
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
                const bool spent = o.patience > 0 && state.sinceBest >= o.patience;
                const bool last = spent || state.step == o.steps;
                log << line.dump() << '\n';
                const bool stop = job.interrupted && job.interrupted();
                if (stop || last || state.step % config.checkpointEvery == 0) {
                    log.flush();
                    writeCheckpoint(checkpointPath, state);
                    const bool keepBest = o.patience > 0 && state.bestStep > 0;
                    writeModelFile(job.output,
                                   describe(job, config, shape, settings, state, data, start),
                                   keepBest ? state.best : state.average);
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
