// SPDX-License-Identifier: GPL-3.0-or-later
#include "BenchmarkPredictCommand.h"

#include "EventRange.h"
#include "NetworkOptions.h"
#include "SamplerOptions.h"
#include "diffusion/Predictor.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/PredictionWriter.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>

namespace calolens::cli {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Options {
    std::filesystem::path events;
    std::string model, range;
    RunSettings run;
    NetworkOptions network;
    int batch = 64, repeats = 3;
    bool json = false;

    Options() {
        run.sampler = "dpmpp-2m"; // as many evaluations as steps
        run.steps = 20;
    }
};

/// A folder of its own, removed with all that is in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "calolens-XXXXXX").string();
        if (!mkdtemp(name.data()))
            throw FileError({name, {}, {}}, "the folder cannot be made");
        m_path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Seconds that the same events took.
struct Times {
    double predicting = 0; ///< all that `predict` does: reading, binding, sampling, writing
    double network = 0;    ///< the network evaluations in it, of the same batches, and nothing else
};

/// The network alone: as many evaluations as a draw takes, of noise at the schedule's middle.
double bareSeconds(const Model& model, std::span<const Event* const> batch, int evaluations,
                   std::uint64_t seed) {
    const auto denoiser = model.bind(batch);
    std::size_t size = 0;
    for (const std::size_t items : denoiser->itemSizes())
        size += items;
    RandomStream random(seed, RandomPurpose::Sampling);
    std::vector<float> x(size), clean(size);
    for (float& value : x)
        value = static_cast<float>(random.normal());
    const auto start = Clock::now();
    for (int i = 0; i < evaluations; ++i)
        denoiser->denoise(x, 1.0, clean);
    return secondsSince(start);
}

/// Both, batch by batch in turn, so that a machine that grows slower does so for both.
Times measure(const Options& o, const EventFile& file, const EventRange& range,
              const std::shared_ptr<const Model>& model) {
    const Predictor predictor(model, o.run, 1);
    const int evaluations = *predictor.evaluations();
    const TemporaryFolder folder;
    Times times;
    auto start = Clock::now();
    PredictionWriter writer(o.events, folder.path() / "predicted.h5", predictor.info());
    std::vector<Event> events;
    for (std::int64_t i = range.first; i < range.last; ++i)
        events.push_back(file.read(i));
    const auto batches = batchesOfLikeSize(events, static_cast<std::size_t>(o.batch));
    times.predicting += secondsSince(start);
    for (const auto& batch : batches) {
        start = Clock::now();
        const auto energies = predictor.predict(batch);
        for (std::size_t i = 0; i < batch.size(); ++i)
            writer.write(batch[i]->number, energies[i]);
        times.predicting += secondsSince(start);
        times.network += bareSeconds(*model, batch, evaluations, o.run.seed);
    }
    start = Clock::now();
    writer.finish();
    times.predicting += secondsSince(start);
    return times;
}

void benchmarkPredict(const Options& o) {
    const auto evaluations = evaluationsFor(o.run.sampler, o.run.steps);
    if (!evaluations)
        throw UsageError("the number of evaluations of " + o.run.sampler +
                         " varies; choose another sampler");
    const NetworkExecution execution = o.network.apply();
    const auto file = EventFile::open(o.events);
    const EventRange range = parseEventRange(o.range, file->size());
    if (range.first == range.last)
        throw UsageError("there is no event to measure with");
    const auto model = loadModel(resolveModel(o.model), execution);
    model->checkFits(*file->readout());

    std::vector<Times> runs;
    for (int repeat = -1; repeat < o.repeats; ++repeat) { // the first one warms up
        const Times times = measure(o, *file, range, model);
        if (repeat >= 0)
            runs.push_back(times);
    }
    // The fastest: what disturbs a machine only ever adds.
    const auto fastest = [&](double Times::*part) {
        const auto least =
            std::min_element(runs.begin(), runs.end(),
                             [part](const Times& a, const Times& b) { return a.*part < b.*part; });
        return (*least).*part;
    };
    const auto events = static_cast<double>(range.last - range.first);
    const double predicting = fastest(&Times::predicting), network = fastest(&Times::network);
    if (o.json) {
        fmt::print("{}\n", nlohmann::json{{"events", range.last - range.first},
                                          {"device", model->deviceName()},
                                          {"sampler", o.run.sampler},
                                          {"evaluations", *evaluations},
                                          {"batch", o.batch},
                                          {"threads", o.network.threads},
                                          {"predict_events_per_second", events / predicting},
                                          {"network_events_per_second", events / network},
                                          {"predict_over_network", network / predicting}}
                               .dump(2));
        return;
    }
    fmt::print("one draw of {} events, {} evaluations each ({}), batches of {}, {}; fastest of {} "
               "runs\n",
               range.last - range.first, *evaluations, o.run.sampler, o.batch, model->deviceName(),
               o.repeats);
    fmt::print("  predict, from file to file     {:10.1f} events/s\n", events / predicting);
    fmt::print("  the network evaluations alone  {:10.1f} events/s\n", events / network);
    fmt::print("  predict over network           {:10.3f}\n", network / predicting);
}

} // namespace

void addBenchmarkPredictCommand(CLI::App& benchmark) {
    auto* command = benchmark.add_subcommand(
        "predict", "Events per second of 'predict', and of the network evaluations alone");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->events, "Event file")->required();
    command->add_option("--model", o->model, "Name or path of the model")->required();
    command->add_option("--events", o->range, eventRangeHelp);
    addSamplerOptions(*command, o->run);
    command->add_option("--batch", o->batch, "Draws evaluated together")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--repeats", o->repeats, "Runs to take the fastest of")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    addNetworkOptions(*command, o->network);
    command->add_flag("--json", o->json, "Print JSON");
    command->callback([o] { benchmarkPredict(*o); });
}

} // namespace calolens::cli
