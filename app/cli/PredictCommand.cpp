// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EventRange.h"
#include "NetworkOptions.h"
#include "PredictionRun.h"
#include "Progress.h"
#include "SamplerOptions.h"
#include "WorkPart.h"
#include "WorkTeam.h"
#include "diffusion/Predictor.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/PredictionWriter.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <memory>

namespace calolens::cli {

namespace {

struct Options {
    std::filesystem::path input, output;
    std::string model, range, name, part;
    RunSettings run;
    int samples = 1;
    int batch = 64;
    NetworkOptions network;
};

void report(const Options& o, const PredictionInfo& info, const Model& model, WorkCount all,
            std::int64_t wanted, double seconds, int processes) {
    if (all.kept > 0)
        spdlog::info("{} events had been predicted before and were kept", all.kept);
    spdlog::info("{} events, {} draws each, {} per draw, {:.1f} s on {}{}: in {} as '{}'", all.made,
                 o.samples, evaluationsText(info.evaluations), seconds, model.deviceName(),
                 processes > 1 ? fmt::format(", {} processes, {:.3g} events per second", processes,
                                             static_cast<double>(all.made) / seconds)
                               : std::string{},
                 o.output.string(), info.name);
    if (all.made + all.kept < wanted)
        spdlog::info("stopped; the same command goes on where it stopped");
}

void predict(const Options& o, WorkTeam& team) {
    const WorkPart part = parseWorkPart(o.part);
    if (part.number > 0 && team.size() > 1)
        throw UsageError("--part divides the work between jobs that run alone; under MPI leave it "
                         "out");
    if (o.batch < 1)
        throw UsageError("the batch must hold 1 draw or more");
    const NetworkExecution execution = o.network.apply();
    const auto file = EventFile::open(o.input);
    const EventRange range = parseEventRange(o.range, file->size());
    const auto model = loadModel(resolveModel(o.model), execution);
    model->checkFits(*file->readout());
    const Predictor predictor(model, o.run, o.samples);
    PredictionInfo info = predictor.info();
    if (!o.name.empty())
        info.name = o.name;
    auto writer = std::make_unique<PredictionWriter>(o.input, o.output, info,
                                                     std::max(part.number, team.rank()));
    PredictionRun run(*file, predictor, *writer, range, o.samples, o.batch);

    const auto start = std::chrono::steady_clock::now();
    const std::int64_t blocks = part.blocks(run.blocks());
    const std::int64_t wanted = range.last - range.first;
    WorkCount all;
    {
        // Of one part the number of events is known to a block.
        const std::int64_t share =
            run.blocks() > 0 ? wanted * blocks / std::max<std::int64_t>(run.blocks(), 1) : 0;
        Progress progress("predicting", "events", part.number > 0 ? share : wanted);
        all = team.share(
            blocks, [&](std::int64_t i) { return run.drawBlock(part.block(i)); },
            [&](WorkCount count) {
                progress.skip(count.kept);
                progress.update(count.made + count.kept);
            });
    }
    if (team.rank() > 0) {
        writer->finish();
        writer.reset(); // rank 0 takes over what it has left
        team.gather();
        return;
    }
    team.gather();
    writer->finish();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    report(o, info, *model, all, part.number > 0 ? 0 : wanted, seconds, team.size());
    if (part.number > 0)
        spdlog::info("part {} of {}; when all parts are there, the same command without --part "
                     "puts them together",
                     part.number, part.of);
}

void predictTogether(const Options& o) {
    const auto team = WorkTeam::join();
    try {
        predict(o, *team);
    } catch (const std::exception& error) {
        team->abandon(error);
        throw;
    }
}

} // namespace

void addPredictCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "predict", "Draw high-resolution events with a model and add them to an event file");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->input, "Event file")->required();
    command->add_option("-o,--output", o->output, "Event file to write; may be the same")
        ->required();
    command->add_option("--model", o->model, "Name or path of the model")->required();
    addSamplerOptions(*command, o->run);
    command->add_option("--samples", o->samples, "Draws per event")->capture_default_str();
    command->add_option("--seed", o->run.seed, "Seed")->capture_default_str();
    command->add_option("--events", o->range, "Events A:B (B not included; all if not given)");
    command->add_option("--name", o->name,
                        "Name of the prediction (the model's name if not given)");
    command->add_option("--batch", o->batch, "Draws evaluated together")->capture_default_str();
    addNetworkOptions(*command, o->network);
    command->add_option("--part", o->part,
                        "Draw part K of N only (K/N), for arrays of jobs; the same command without "
                        "it puts the parts together");
    command->callback([o] { predictTogether(*o); });
}

} // namespace calolens::cli
