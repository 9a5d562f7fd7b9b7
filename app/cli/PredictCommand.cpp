// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EventRange.h"
#include "Interrupt.h"
#include "Progress.h"
#include "SamplerOptions.h"
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
    std::string model, device = "auto", range, name;
    RunSettings run;
    int samples = 1;
    int batch = 64;
    int threads = 1;
};

/// Events are sorted by size within so many batches.
constexpr std::int64_t windowBatches = 8;

void predict(const Options& o) {
    setNetworkThreads(o.threads);
    const auto file = EventFile::open(o.input);
    const EventRange range = parseEventRange(o.range, file->size());
    const auto model = Model::load(resolveModel(o.model), deviceFromName(o.device));
    model->checkFits(*file->readout());
    if (o.batch < 1)
        throw UsageError("the batch must hold 1 draw or more");
    const Predictor predictor(model, o.run, o.samples);
    PredictionInfo info = predictor.info();
    if (!o.name.empty())
        info.name = o.name;
    PredictionWriter writer(o.input, o.output, info);

    const std::int64_t eventsPerBatch = std::max(1, o.batch / o.samples);
    const std::int64_t window = eventsPerBatch * windowBatches;
    std::int64_t done = 0, kept = 0;
    const auto start = std::chrono::steady_clock::now();
    {
        Progress progress("predicting", "events", range.last - range.first);
        for (std::int64_t first = range.first; first < range.last && !interrupted();
             first += window) {
            std::vector<Event> events;
            for (std::int64_t i = first; i < std::min(first + window, range.last); ++i) {
                if (writer.isPredicted(i))
                    ++kept;
                else
                    events.push_back(file->read(i));
            }
            for (const auto& batch :
                 batchesOfLikeSize(events, static_cast<std::size_t>(eventsPerBatch))) {
                if (interrupted())
                    break;
                const auto energies = predictor.predict(batch);
                for (std::size_t j = 0; j < batch.size(); ++j)
                    writer.write(batch[j]->number, energies[j]);
                done += static_cast<std::int64_t>(batch.size());
                progress.update(done + kept);
            }
            writer.flush();
        }
    }
    writer.finish();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (kept > 0)
        spdlog::info("{} events had been predicted before and were kept", kept);
    spdlog::info("{} events, {} draws each, {} per draw, {:.1f} s on {}: in {} as '{}'", done,
                 o.samples, evaluationsText(info.evaluations), seconds, model->deviceName(),
                 o.output.string(), info.name);
    if (interrupted())
        spdlog::info("stopped; the same command goes on where it stopped");
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
    command->add_option("--device", o->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--batch", o->batch, "Draws evaluated together")->capture_default_str();
    command->add_option("--threads", o->threads, "Threads inside the network on the CPU")
        ->capture_default_str();
    command->callback([o] { predict(*o); });
}

} // namespace calolens::cli
