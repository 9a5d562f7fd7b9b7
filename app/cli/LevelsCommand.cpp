// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EventRange.h"
#include "Interrupt.h"
#include "Progress.h"
#include "diffusion/GivenLevels.h"
#include "diffusion/PlacedLevels.h"
#include "diffusion/Predictor.h"
#include "event/EventFile.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace calolens::cli {

namespace {

struct Options {
    std::filesystem::path events, output;
    std::string model, device = "auto", range = "0:64";
    PlacementSettings placement;
    std::uint64_t seed = 1;
    int batch = 32, threads = 1;
};

/// Events bound to the model, with what must outlive the denoisers.
struct BoundEvents {
    std::vector<Event> events;
    std::vector<std::unique_ptr<Denoiser>> denoisers;
    std::vector<PlacementBatch> batches;
};

BoundEvents bindEvents(const EventFile& file, const Model& model, const Options& o) {
    const EventRange range = parseEventRange(o.range, file.size());
    BoundEvents bound;
    for (std::int64_t i = range.first; i < range.last; ++i)
        if (Event event = file.read(i); event.lr().size() > 0)
            bound.events.push_back(std::move(event));
    for (const auto& batch : batchesOfLikeSize(bound.events, static_cast<std::size_t>(o.batch))) {
        PlacementBatch& items = bound.batches.emplace_back();
        for (const Event* event : batch)
            items.noise.emplace_back(o.seed, RandomPurpose::Sampling,
                                     static_cast<std::uint64_t>(event->number));
        items.denoiser = bound.denoisers.emplace_back(model.bind(batch)).get();
    }
    return bound;
}

void print(const PlacedLevels::Entry& entry) {
    fmt::print("{} with {} steps: root mean square distance from the exact solution, in standard "
               "deviations of the latents\n",
               entry.sampler, entry.steps);
    for (const auto& [name, error] : entry.placement.errors)
        fmt::print("  {:<8} {:.4f}\n", name, error);
    fmt::print("  {:<8} {:.4f}   {}\n", placedSchedule, entry.placement.error,
               levelsName(entry.placement.levels));
}

void placeForModel(Options& o) {
    setNetworkThreads(o.threads);
    const auto file = EventFile::open(o.events);
    const auto model = Model::load(resolveModel(o.model), deviceFromName(o.device));
    model->checkFits(*file->readout());
    const auto output = o.output.empty() ? placedLevelsPath(model->info().path) : o.output;
    PlacedLevels levels{model->info().name, model->info().checksum, {}};
    if (std::filesystem::exists(output))
        if (PlacedLevels old = PlacedLevels::read(output);
            old.modelChecksum == levels.modelChecksum)
            levels = std::move(old);

    const BoundEvents bound = bindEvents(*file, *model, o);
    Progress progress("placing", "sweeps", o.placement.sweeps);
    o.placement.range = model->noiseRange();
    o.placement.interrupted = interrupted;
    o.placement.progress = [&](int done, int) { progress.update(done); };
    PlacedLevels::Entry entry{o.placement.sampler,
                              o.placement.steps,
                              placeLevels(bound.batches, o.placement),
                              o.events.filename().string(),
                              std::ssize(bound.events),
                              o.seed};
    print(entry);
    levels.add(std::move(entry));
    writeWholeFile(output, levels.toJson());
    fmt::print("written to {}; use it with --schedule {} --steps {}\n", output.string(),
               placedSchedule, o.placement.steps);
}

} // namespace

void addLevelsCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "levels", "Place a sampler's few noise levels where this model needs them");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->events, "Event file; its truth is not looked at")->required();
    command->add_option("--model", o->model, "Name or path of the model")->required();
    command->add_option("--sampler", o->placement.sampler, "Deterministic sampler")
        ->capture_default_str();
    command->add_option("--steps", o->placement.steps, "Levels to place")
        ->check(CLI::Range(2, 200))
        ->capture_default_str();
    command->add_option("--events", o->range, eventRangeHelp)->capture_default_str();
    command
        ->add_option("--reference-steps", o->placement.referenceSteps,
                     "Steps of Heun's method for the exact solution")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--sweeps", o->placement.sweeps, "Rounds over all levels")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("-o,--output", o->output,
                        "File to write or add to (default: MODEL.levels.json beside the model)");
    command->add_option("--seed", o->seed, "Seed of the noise")->capture_default_str();
    command->add_option("--batch", o->batch, "Events evaluated together")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--device", o->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--threads", o->threads, "Threads inside the network on the CPU")
        ->capture_default_str();
    command->callback([o] { placeForModel(*o); });
}

} // namespace calolens::cli
