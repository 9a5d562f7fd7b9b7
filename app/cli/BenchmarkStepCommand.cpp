// SPDX-License-Identifier: GPL-3.0-or-later
#include "BenchmarkStepCommand.h"

#include "SamplerOptions.h"
#include "StepTiming.h"
#include "event/EventFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <limits>
#include <vector>

namespace calolens::cli {

namespace {

struct Options {
    std::filesystem::path events;
    std::string model, device = "auto", precision;
    std::int64_t event = 0, cells = 0;
    RunSettings run;
    int repeats = 10;
    int threads = 1;
    bool cpu = false, json = false;
};

/// The ways to run the network that are compared: on the CPU, and on CUDA where it is there, in
/// single operations and as a graph, in each precision that the device has.
std::vector<NetworkExecution> executions(const Options& o) {
    const DeviceKind device = deviceFromName(o.device);
    std::vector<NetworkExecution> all;
    const auto add = [&](DeviceKind where, std::vector<Precision> precisions) {
        if (!o.precision.empty())
            precisions = {precisionFromName(o.precision)};
        for (const Precision precision : precisions) {
            if (where == DeviceKind::Cuda)
                all.push_back({where, precision, false});
            all.push_back({where, precision, true});
        }
    };
    // Of what only CUDA has there is no row of the CPU, unless nothing else is asked for.
    if (device == DeviceKind::Cpu || (device == DeviceKind::Auto && o.precision != "tf32"))
        add(DeviceKind::Cpu, {Precision::Float});
    if (device == DeviceKind::Cuda || (device == DeviceKind::Auto && cudaAvailable()))
        add(DeviceKind::Cuda, {Precision::Float, Precision::Tf32, Precision::BFloat16});
    if (all.empty())
        add(DeviceKind::Cuda, {}); // which says what is missing
    return all;
}

/// The event asked for: by its number, or the first of those nearest to a number of LR cells.
std::int64_t chosenEvent(const EventFile& file, const Options& o) {
    if (o.cells == 0)
        return o.event;
    std::int64_t best = 0, distance = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t i = 0; i < file.size(); ++i) {
        const std::int64_t d = std::abs(file.summary(i).lrCells - o.cells);
        if (d < distance) {
            best = i;
            distance = d;
        }
    }
    return best;
}

nlohmann::json json(const StepTiming& t) {
    return {{"device", t.network},
            {"evaluations_per_step", t.evaluationsPerStep},
            {"forward_ms", t.forward},
            {"network_ms", t.evaluation},
            {"sampler_ms", t.sampler},
            {"recording_ms", t.recording},
            {"step_over_forward", t.stepOverForward()},
            {"step_over_network", t.step() / t.evaluation},
            {"recorded_over_bare", t.recordedOverStep()}};
}

void benchmarkStep(const Options& o) {
    setNetworkThreads(o.threads);
    const auto path = resolveModel(o.model);
    const auto file = EventFile::open(o.events);
    const auto event = std::make_shared<const Event>(file->read(chosenEvent(*file, o)));
    std::vector<StepTiming> rows;
    for (const NetworkExecution& execution : executions(o))
        rows.push_back(timeStep(path, event, o.run, execution, o.repeats, o.cpu));

    if (o.json) {
        nlohmann::json all = json(rows.front());
        all["lr_cells"] = event->lr().size();
        for (const StepTiming& row : rows)
            all["rows"].push_back(json(row));
        fmt::print("{}\n", all.dump(2));
        return;
    }
    fmt::print("one step of {} ({} steps, {:.3g} evaluations each) on an event of {} LR cells; "
               "milliseconds{}, medians of {} runs\n",
               o.run.sampler, o.run.steps, rows.front().evaluationsPerStep, event->lr().size(),
               o.cpu ? " of processor time" : "", o.repeats);
    fmt::print("  {:<22} {:>12} {:>12} {:>9} {:>10} {:>13} {:>14}\n", "network", "bare forward",
               "evaluation", "sampler", "recording", "step/forward", "recorded/step");
    for (const StepTiming& t : rows)
        fmt::print("  {:<22} {:>12.3f} {:>12.3f} {:>9.3f} {:>10.3f} {:>13.3f} {:>14.3f}\n",
                   t.network, t.forward, t.evaluation, t.sampler, t.recording, t.stepOverForward(),
                   t.recordedOverStep());
    if (rows.back().network.starts_with("CPU") && o.device == "auto")
        fmt::print("  no CUDA device: not measured\n");
}

} // namespace

void addBenchmarkStepCommand(CLI::App& benchmark) {
    auto* command =
        benchmark.add_subcommand("step", "What a denoising step costs over the network's bare "
                                         "forward pass, and recording it");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->events, "Event file")->required();
    command->add_option("--model", o->model, "Name or path of the model")->required();
    auto* number =
        command->add_option("--event", o->event, "Number of the event")->capture_default_str();
    command
        ->add_option("--cells", o->cells, "The event whose number of LR cells is nearest to this")
        ->check(CLI::PositiveNumber)
        ->excludes(number);
    addSamplerOptions(*command, o->run);
    command->add_option("--repeats", o->repeats, "Runs to take the median of")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--device", o->device, "cpu, cuda, or auto: both, where CUDA is there")
        ->capture_default_str();
    command->add_option(
        "--precision", o->precision,
        "float32, tf32 (CUDA) or bfloat16; all that the device is fast with if not given");
    command->add_option("--threads", o->threads, "Threads inside the network on the CPU")
        ->capture_default_str();
    command->add_flag("--cpu", o->cpu,
                      "Count processor time: what to compare on a busy machine, without CUDA");
    command->add_flag("--json", o->json, "Print JSON");
    command->callback([o] { benchmarkStep(*o); });
}

} // namespace calolens::cli
