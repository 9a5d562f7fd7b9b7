// SPDX-License-Identifier: GPL-3.0-or-later
#include "BenchmarkSamplersCommand.h"

#include "EvaluationPlots.h"
#include "EventRange.h"
#include "Interrupt.h"
#include "NetworkOptions.h"
#include "SamplerBenchmarkPlots.h"
#include "SamplerBenchmarkRun.h"
#include "diffusion/PlacedLevels.h"
#include "error/Error.h"
#include "event/WholeFile.h"
#include "version/Version.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace calolens::cli {

namespace {

struct Options {
    std::filesystem::path events, folder;
    std::string model, range;
    NetworkOptions network;
    std::vector<std::string> samplers{"heun",    "ddpm",         "dpmpp-2m", "dpmpp-3m",
                                      "unipc-2", "dpmpp-sde-2m", "restart",  "lms"};
    std::vector<std::string> schedules{"karras"};
    std::vector<int> evaluations{10, 20, 40, 80};
    int samples = 1, repeats = 5, batch = 64;
    std::uint64_t seed = 1;
};

/// The most steps that cost no more than so many evaluations; none if a single one costs more. An
/// adaptive sampler is run once, whatever its cost.
std::optional<int> stepsWithin(const std::string& sampler, int evaluations) {
    if (!evaluationsFor(sampler, 1))
        return 18;
    std::optional<int> steps;
    for (int n = 1; evaluationsFor(sampler, n) <= evaluations; ++n)
        steps = n;
    return steps;
}

/// Samplers, schedules and steps in the order they are measured, each once.
std::vector<RunSettings> plan(const Options& o) {
    std::vector<RunSettings> runs;
    for (const int evaluations : o.evaluations)
        for (const std::string& sampler : o.samplers)
            for (const std::string& schedule : o.schedules) {
                RunSettings run;
                run.sampler = sampler;
                run.schedule = schedule;
                run.seed = o.seed;
                if (const auto steps = stepsWithin(sampler, evaluations)) {
                    run.steps = *steps;
                    runs.push_back(run);
                }
            }
    return runs;
}

/// What is there already, if it was measured on the same events with the same settings.
SamplerBenchmark resumed(const std::filesystem::path& path, SamplerBenchmark fresh) {
    if (!std::filesystem::exists(path))
        return fresh;
    SamplerBenchmark old = readSamplerBenchmark(path);
    const auto differ = [&](const char* what) {
        throw UsageError(fmt::format("{} was measured with {}; choose another folder, or remove it",
                                     path.string(), what));
    };
    if (old.modelChecksum != fresh.modelChecksum)
        differ("another model");
    if (old.source != fresh.source || old.firstEvent != fresh.firstEvent ||
        old.lastEvent != fresh.lastEvent)
        differ("other events");
    if (old.seed != fresh.seed || old.samples != fresh.samples || old.repeats != fresh.repeats)
        differ("another seed, number of draws or of trainings");
    if (old.precision != fresh.precision)
        differ("another precision");
    if (old.device != fresh.device)
        spdlog::warn("{} was begun on {}: its times are not to be compared with those of {}",
                     path.string(), old.device, fresh.device);
    return old;
}

std::string number(const std::optional<Measured>& m) {
    return m ? fmt::format("{:.4f} +- {:.4f}", m->value, m->error) : std::string("-");
}

void print(const SamplerBenchmark& b) {
    fmt::print("{} on {} events of {}, {}; seed {}, {} draw(s) each\n", b.model, b.events, b.source,
               b.device, b.seed, b.samples);
    fmt::print("{:<16} {:<8} {:>5} {:>6}  {:<18} {:<18} {:<18} {:>9}\n", "sampler", "schedule",
               "steps", "NFE", "AUC", "mean separation", "FPD", "ms/draw");
    for (const SamplerPoint& p : b.points)
        fmt::print("{:<16} {:<8} {:>5} {:>6.0f}  {:<18} {:<18} {:<18} {:>9.1f}\n", p.sampler,
                   p.schedule, p.steps, p.evaluations, number(p.auc), number(p.separation),
                   number(p.fpd), 1e3 * p.secondsPerDraw);
    fmt::print("{:<38}  {:<18} {:<18} {:<18}\n", "truth against truth", number(b.aucFloor),
               b.separationFloor ? fmt::format("{:.4f}", *b.separationFloor) : "-",
               number(b.fpdFloor));
}

void benchmarkSamplers(const Options& o) {
    const NetworkExecution execution = o.network.apply();
    const std::vector<RunSettings> runs = plan(o);
    for (const RunSettings& run : runs) // names are checked before anything is read
        if (run.schedule != placedSchedule)
            static_cast<void>(noiseSchedule(run.schedule, run.steps, NoiseRange{}));
    const auto file = EventFile::open(o.events);
    if (!file->hasTruth())
        throw FileError({o.events.string(), {}, {}},
                        "the file holds no truth, with which samplers could be compared");
    const EventRange range = parseEventRange(o.range, file->size());
    const auto model = loadModel(resolveModel(o.model), execution);
    model->checkFits(*file->readout());
    for (const RunSettings& run : runs)
        static_cast<void>(resolvedSchedule(run.schedule, run.sampler, run.steps, model->info()));

    SamplerBenchmark fresh;
    fresh.source = o.events.filename().string();
    fresh.model = model->info().name;
    fresh.modelChecksum = model->info().checksum;
    fresh.device = model->deviceName();
    fresh.precision = o.network.precision;
    fresh.programVersion = programVersion();
    fresh.firstEvent = range.first;
    fresh.lastEvent = range.last;
    fresh.samples = o.samples;
    fresh.seed = o.seed;
    fresh.repeats = o.repeats;
    std::filesystem::create_directories(o.folder);
    const auto path = o.folder / "benchmark.json";
    SamplerBenchmark benchmark = resumed(path, std::move(fresh));

    const SamplerBenchmarkRun measurement(*file, model, benchmark, {o.batch, o.network.device});
    for (const RunSettings& run : runs) {
        if (benchmark.find(run.sampler, run.schedule, run.steps) != nullptr)
            continue;
        if (!measurement.measure(run, benchmark)) {
            spdlog::info("stopped; the same command goes on where it stopped");
            break;
        }
        writeWholeFile(path, samplerBenchmarkJson(benchmark));
    }
    print(benchmark);
    if (canWritePlots() && !benchmark.points.empty())
        writeSamplerBenchmarkPlots(benchmark, o.folder);
}

} // namespace

void addBenchmarkSamplersCommand(CLI::App& benchmark) {
    auto* command = benchmark.add_subcommand(
        "samplers", "Quality of samplers against their cost: classifier AUC, mean separation and "
                    "FPD to truth, and time per draw; goes on where it was stopped");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->events, "Event file with truth")->required();
    command->add_option("--model", o->model, "Name or path of the model")->required();
    command->add_option("-o,--output", o->folder, "Folder for benchmark.json and plots")
        ->required();
    command->add_option("--samplers", o->samplers, "Names, see 'calolens-cli samplers'")
        ->delimiter(',')
        ->capture_default_str();
    command
        ->add_option("--schedules", o->schedules,
                     "Names of noise schedules; 'placed': the model's own")
        ->delimiter(',')
        ->capture_default_str();
    command
        ->add_option("--nfe", o->evaluations,
                     "Network evaluations per draw; each sampler takes the most steps within them")
        ->delimiter(',')
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--events", o->range, eventRangeHelp);
    command->add_option("--samples", o->samples, "Draws per event")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--repeats", o->repeats, "Trainings of the classifier; 0: none")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--seed", o->seed, "Seed of the draws and of the comparison")
        ->capture_default_str();
    command->add_option("--batch", o->batch, "Draws evaluated together")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    addNetworkOptions(*command, o->network);
    command->callback([o] { benchmarkSamplers(*o); });
}

} // namespace calolens::cli
