// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EventRange.h"
#include "SampleExport.h"
#include "error/Error.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace calolens::cli {

namespace {
struct Options {
    SampleChoice sample;
    std::filesystem::path output;
    SampleOutput how;
};

void addSampleOptions(CLI::App& command, Options& o) {
    command.add_option("EVENTS", o.sample.file, "Event file with truth and a prediction")
        ->required();
    command.add_option("--prediction", o.sample.prediction,
                       "Name of the prediction (default: the only one in the file)");
    command.add_option("--events", o.sample.range, eventRangeHelp);
    command.add_option("--event", o.sample.event,
                       "Event to show as a whole (default: by its energy residual)");
    command.add_option("--samplers", o.sample.samplers,
                       "Benchmark of samplers (default: MODEL.samplers.json beside the model)");
    command.add_option("--status", o.sample.status, "Label of every figure")->capture_default_str();
    command
        .add_option("--most-events", o.sample.mostEvents,
                    "Events kept in memory; of a file with more a random sample")
        ->check(CLI::Range(std::int64_t{4}, std::int64_t{10000000}))
        ->capture_default_str();
    command.add_option("--seed", o.sample.seed, "Seed of all that is random")
        ->capture_default_str();
    command.add_option("--dpi", o.how.dpi, "Resolution of PNG and of the 3D views")
        ->check(CLI::Range(50, 1200))
        ->capture_default_str();
    command
        .add_option("--lower", o.sample.lower,
                    "What the panels below the observables show, against truth")
        ->check(CLI::IsMember({"ratio", "pull", "difference", "none"}))
        ->capture_default_str();
    command.add_flag("--anonymous", o.how.anonymous,
                     "Leave out which files of this machine they were made from");
}

void needLibraries() {
    if (!canWriteSamples())
        throw UsageError("this calolens-cli was built without the window's libraries and cannot "
                         "write figures and reports");
}
} // namespace

void addFiguresCommand(CLI::App& app) {
    auto o = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "figures", "Write the figures of a paper on a predicted sample: cells, energy residuals, "
                   "observables, maxima, samplers; each as PDF, SVG and PNG");
    addSampleOptions(*command, *o);
    command->add_option("-o,--output", o->output, "Folder to write into")->required();
    command->callback([o] {
        needLibraries();
        writeSampleFigures(readSample(o->sample), o->how, o->output);
    });
}

void addReportCommand(CLI::App& app) {
    auto o = std::make_shared<Options>();
    o->sample.worst = 2;
    o->sample.typical = 2;
    o->how.dpi = 150;
    auto* command = app.add_subcommand(
        "report", "Write a report on a predicted sample, as PDF: numbers with errors, figures, the "
                  "model's card, typical and worst events");
    addSampleOptions(*command, *o);
    command->add_option("--typical", o->sample.typical, "Typical events to show")
        ->check(CLI::Range(0, 50))
        ->capture_default_str();
    command->add_option("--worst", o->sample.worst, "Events with the largest residuals to show")
        ->check(CLI::Range(0, 50))
        ->capture_default_str();
    command->add_option("-o,--output", o->output, "REPORT.pdf")->required();
    command->callback([o] {
        needLibraries();
        if (o->output.extension() != ".pdf")
            throw UsageError(o->output.string() + ": a report ends in .pdf");
        writeSampleReport(readSample(o->sample), o->how, o->output);
    });
}

} // namespace calolens::cli
