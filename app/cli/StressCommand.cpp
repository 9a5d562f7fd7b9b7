// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckInput.h"
#include "Commands.h"
#include "EvaluationPlots.h"
#include "Interrupt.h"
#include "Progress.h"
#include "StressPlots.h"
#include "StressText.h"
#include "analysis/stress/StressJob.h"
#include "error/Error.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, json, plots, inputs, otherEvents, unseenEvents;
    std::string prediction, range, model;
    std::uint64_t seed = 1;
};

void run(const Options& o) {
    if (!o.plots.empty() && !canWritePlots())
        throw UsageError("this calolens-cli was built without the window's libraries and cannot "
                         "write plots; leave --plots out");
    StressJob job;
    job.file = EventFile::open(o.file);
    const auto prediction = checkedPrediction(*job.file, o.prediction);
    if (!prediction)
        throw FileError({o.file.string(), {}, {}},
                        "the file holds no prediction to lie about; make one with 'calolens-cli "
                        "predict'");
    job.prediction = *prediction;
    const ModelCompanions beside = findCompanions({o.inputs, {}, {}}, o.model, prediction);
    job.inputs = beside.inputsOrNull();
    job.calibration = beside.calibrationSource(prediction->samples);
    job.prepare = beside.prepare();
    if (!o.otherEvents.empty())
        job.otherEvents = EventFile::open(o.otherEvents);
    if (!o.unseenEvents.empty())
        job.unseenEvents = EventFile::open(o.unseenEvents);
    const EventRange range = parseEventRange(o.range, job.file->size());
    job.first = range.first;
    job.last = range.last;
    job.seed = o.seed;
    std::optional<StressReport> report;
    {
        Progress progress("lying", "events", range.last - range.first);
        report = runStress(job, [&](std::int64_t done, std::int64_t of) {
            progress.update(done, of);
            return !interrupted();
        });
    }
    if (!report)
        throw Error("stopped before all events had been lied about");
    fmt::print("{}, prediction '{}'; training data: {}\n{}", report->source, report->prediction,
               report->inputs.empty() ? "no summary" : report->inputs,
               stressText(report->detections));
    if (!o.json.empty())
        writeWholeFile(o.json, stressJson(*report));
    if (!o.plots.empty())
        writeStressPlots(*report, o.plots);
}
} // namespace

void addStressCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "stress", "Plant known lies into predicted events, and see which checks find them");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->file, "Event file with a prediction")->required();
    command->add_option("--events", o->range, eventRangeHelp);
    command->add_option("--prediction", o->prediction,
                        "Name of the prediction (default: the only one in the file)");
    command->add_option("--model", o->model,
                        "Model whose MODEL.inputs.json says what it was trained on");
    command->add_option("--inputs", o->inputs, "Summary of the training data, instead of --model");
    command->add_option("--other-events", o->otherEvents,
                        "Event file of another generator: are its events told from those of "
                        "EVENTS?");
    command->add_option("--unseen-events", o->unseenEvents,
                        "Event file of particles that the model never saw");
    command->add_option("--json", o->json, "Write everything as JSON (docs/checks.md)");
    command->add_option(
        "--plots", o->plots,
        "Folder to write plots into, as PDF, SVG and PNG: what is caught against the "
        "size of the lie, and ROC curves");
    command->add_option("--seed", o->seed, "Seed of the places of lies")->capture_default_str();
    command->callback([o] { run(*o); });
}

} // namespace calolens::cli
