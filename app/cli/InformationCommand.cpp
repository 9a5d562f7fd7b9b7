// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckInput.h"
#include "Commands.h"
#include "InformationText.h"
#include "Interrupt.h"
#include "Progress.h"
#include "analysis/information/FileInformation.h"
#include "diffusion/Model.h"
#include "diffusion/Parametrisation.h"
#include "error/Error.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <optional>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, json, readings, makeReadings;
    std::string prediction, range, model, device = "auto";
    std::optional<std::int64_t> event;
    InformationSettings settings;
    int threads = 1;
    bool maps = false;
};

EnergyScaleCode codeOf(const std::string& model) {
    ParametrisationSettings settings;
    if (!model.empty()) {
        const auto loaded = Model::load(resolveModel(model), DeviceKind::Cpu);
        if (loaded->parametrisation() != nullptr)
            settings = loaded->parametrisation()->settings();
    }
    return energyScaleCode(settings);
}

EventRange wanted(const Options& o, std::int64_t size) {
    if (!o.event)
        return parseEventRange(o.range, size);
    const std::int64_t event = *o.event < 0 ? *o.event + size : *o.event;
    if (event < 0 || event >= size)
        throw UsageError(fmt::format("there is no event {} among {}", *o.event, size));
    return {event, event + 1};
}

FileInformationJob jobOf(const Options& o) {
    FileInformationJob job;
    job.file = EventFile::open(o.file);
    const auto prediction = checkedPrediction(*job.file, o.prediction);
    if (!prediction)
        throw FileError({o.file.string(), {}, {}},
                        "the file holds no prediction to ask about; make one with 'calolens-cli "
                        "predict'");
    job.prediction = *prediction;
    const EventRange range = wanted(o, job.file->size());
    job.first = range.first;
    job.last = range.last;
    const auto path = modelFileFor(o.model, prediction);
    if (path.empty())
        throw ModelError(fmt::format("model {}, which made the prediction, is not found; give its "
                                     "file with --model",
                                     prediction->model));
    job.model = Model::load(path, deviceFromName(o.device));
    job.settings = o.settings;
    return job;
}

void run(const Options& o) {
    if (o.event && !o.range.empty())
        throw UsageError("--event is for one event and --events for several; give one of them");
    if (!o.makeReadings.empty()) {
        const auto file = EventFile::open(o.file);
        const ReadingTable table =
            tabulateReadings(*file, wanted(o, file->size()), codeOf(o.model));
        writeWholeFile(o.makeReadings, table.toJson());
        fmt::print("{}: readings of {} events tabulated\n", o.makeReadings.string(),
                   table.events());
        return;
    }
    setNetworkThreads(o.threads);
    FileInformationJob job = jobOf(o);
    const auto readings = o.readings.empty() ? ReadingTable::beside(job.model->info().path)
                                             : std::optional(ReadingTable::read(o.readings));
    job.readings = readings ? &*readings : nullptr;
    std::optional<FileInformation> information;
    {
        Progress progress("asking the model", "events", job.last - job.first);
        information = fileInformation(
            job, [&](std::int64_t done, std::int64_t of) { progress.update(done, of); },
            [] { return !interrupted(); });
    }
    if (!information)
        throw Error("stopped before all events had been asked about");
    const auto left = job.last - job.first - static_cast<std::int64_t>(information->events.size());
    if (left > 0)
        spdlog::info("{} events have not been predicted or are empty, and are left out", left);
    fmt::print("{}", informationText(*information));
    if (!o.json.empty())
        writeWholeFile(o.json, informationJson(*information, o.maps));
}
} // namespace

void addInformationCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "information", "Where does the picture come from? How many of its bits the LR event fixes, "
                       "how many training supplies, how many are a coin flip");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->file, "Event file with a prediction")->required();
    command->add_option("--event", o->event, "This event; negative numbers count from the end");
    command->add_option("--events", o->range,
                        std::string("These events (default: all): ") + eventRangeHelp);
    command->add_option("--prediction", o->prediction,
                        "Name of the prediction (default: the only one in the file)");
    command->add_option("--model", o->model,
                        "Model that is asked, by name or path (default: that of the prediction)");
    command->add_option("--readings", o->readings,
                        "Table of readings (default: MODEL.readings.json beside the model)");
    command
        ->add_option("--resolution", o->settings.resolution,
                     "To which the picture is told, in units of the spread of the model's channels")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--levels", o->settings.levels, "Noise levels at which the model is asked")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command
        ->add_option("--draws", o->settings.mostDraws,
                     "Draws that the model is asked about, if there are so many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--seed", o->settings.seed, "Seed of the noise")->capture_default_str();
    command->add_flag("--likelihood", o->settings.likelihood,
                      "Work the coin flip out by the probability flow too; slow");
    command->add_option("--json", o->json, "Write everything as JSON (docs/information.md)");
    command->add_flag("--maps", o->maps, "The numbers per LR cell in the JSON file too");
    command->add_option("--make-readings", o->makeReadings,
                        "Tabulate the readings of these events, which need truth, and write the "
                        "table to this file; asks nothing");
    command->add_option("--device", o->device, "auto, cpu or cuda")->capture_default_str();
    command->add_option("--threads", o->threads, "Threads inside the network on the CPU")
        ->capture_default_str();
    command->callback([o] { run(*o); });
}

} // namespace calolens::cli
