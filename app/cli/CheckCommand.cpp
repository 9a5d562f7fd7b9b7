// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckInput.h"
#include "CheckPlots.h"
#include "CheckText.h"
#include "Commands.h"
#include "EvaluationPlots.h"
#include "Interrupt.h"
#include "Progress.h"
#include "analysis/calibration/CalibrationFit.h"
#include "analysis/checks/CheckJson.h"
#include "analysis/checks/FileCheckJob.h"
#include "analysis/checks/FileCheckRun.h"
#include "error/Error.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, json, plots, inputs, makeSummary, calibration, makeCalibration;
    std::string prediction, range, model;
    std::optional<std::int64_t> event;
    std::uint64_t seed = 1;
    std::int64_t neighbours = usualNeighbours;
    bool maps = false, noCalibration = false;
};

/// What all events of a file are checked with.
class Checker {
public:
    explicit Checker(const Options& options)
        : m_options(options)
        , m_file(EventFile::open(options.file)) {
        m_source.file = m_file->path().filename().string();
        m_source.prediction = checkedPrediction(*m_file, options.prediction);
        m_source.seed = options.seed;
        m_beside = findCompanions({options.inputs,
                                   options.calibration,
                                   {},
                                   options.noCalibration || !options.makeCalibration.empty()},
                                  options.model, m_source.prediction);
        if (m_beside.inputs)
            m_source.inputs = m_beside.inputs->source();
        if (m_source.prediction)
            m_source.calibration = m_beside.calibrationSource(m_source.prediction->samples);
    }

    void checkEvent(std::int64_t number) {
        if (number < 0)
            number += m_file->size();
        const Event event = m_file->read(number);
        // The event's own truth must be among those that it is compared with.
        const std::int64_t first =
            std::clamp<std::int64_t>(number - m_options.neighbours / 2, 0, m_file->size());
        EventCatalogue others;
        if (m_source.prediction && m_options.neighbours > 0) {
            const std::int64_t last = std::min(first + m_options.neighbours, m_file->size());
            Progress progress("reading other events", "events", last - first);
            auto read = readCatalogue(*m_file, first, last, goOn(progress));
            if (!read)
                throw Error("stopped while other events were read");
            others = std::move(*read);
        }
        const auto draws = calibrated(event, drawsOf(number));
        const EventEvidence evidence(
            event, draws ? &*draws : nullptr,
            {m_beside.inputsOrNull(), others.size() > 1 ? &others : nullptr, m_options.seed});
        const EventCheckReport report{m_source, number, evidence.lrEnergy(),
                                      runEventChecks(evidence)};
        fmt::print("{}", checkText(report));
        if (!m_options.json.empty())
            writeWholeFile(m_options.json, checkJson(report, m_options.maps));
    }

    void checkRange(EventRange range) {
        const FileCheckJob job{m_file,
                               range.first,
                               range.last,
                               m_source,
                               m_beside.inputsOrNull(),
                               m_options.neighbours,
                               m_beside.prepare()};
        std::optional<FileCheckReport> report;
        {
            Progress progress("checking", "events", range.last - range.first);
            report = checkFile(job, goOn(progress));
        }
        if (!report)
            throw Error("stopped before all events had been checked");
        const auto unpredicted =
            range.last - range.first - static_cast<std::int64_t>(report->events.size());
        if (unpredicted > 0)
            spdlog::info("{} events have not been predicted and are left out", unpredicted);
        fmt::print("{}", checkText(*report));
        if (!m_options.json.empty())
            writeWholeFile(m_options.json, checkJson(*report));
        if (!m_options.plots.empty())
            writeCheckPlots(*report, m_options.plots);
    }

    /// Fits a calibration of the draws to the events of the range.
    void makeCalibration(EventRange range) {
        if (!m_source.prediction || !m_file->hasTruth())
            throw UsageError("a calibration needs events with truth and a prediction");
        CalibrationFit fit(static_cast<std::size_t>(m_file->readout()->levels.back().layerCount()),
                           fmt::format("{}, events {} to {}, prediction {} of model {}",
                                       m_source.file, range.first, range.last - 1,
                                       m_source.prediction->name, m_source.prediction->model));
        for (std::int64_t i = range.first; i < range.last; ++i) {
            if (interrupted())
                throw Error("stopped before all events had been read");
            const auto draws = drawsOf(i);
            if (!draws || !draws->complete())
                continue;
            const Event event = m_file->read(i);
            fit.add(EventEvidence(event, &*draws));
        }
        const DrawCalibration calibration = fit.finish();
        writeWholeFile(m_options.makeCalibration, calibration.toJson());
        fmt::print("{}: fitted to {} events\n", m_options.makeCalibration.string(),
                   calibration.events());
    }

    [[nodiscard]] EventRange range() const {
        return parseEventRange(m_options.range, m_file->size());
    }

private:
    [[nodiscard]] std::optional<Prediction> drawsOf(std::int64_t number) const {
        if (!m_source.prediction)
            return std::nullopt;
        return m_file->prediction(m_source.prediction->name, number);
    }

    [[nodiscard]] std::optional<Prediction> calibrated(const Event& event,
                                                       std::optional<Prediction> draws) const {
        auto prepared = draws ? m_beside.calibrated(event, *draws) : std::nullopt;
        return prepared ? std::move(prepared) : std::move(draws);
    }

    static CheckProgress goOn(Progress& progress) {
        return [&progress](std::int64_t done, std::int64_t of) {
            progress.update(done, of);
            return !interrupted();
        };
    }

    const Options& m_options;
    std::shared_ptr<EventFile> m_file;
    CheckedSource m_source;
    ModelCompanions m_beside;
};

void run(const Options& o) {
    if (o.event && !o.range.empty())
        throw UsageError("--event is for one event and --events for several; give one of them");
    if (!o.makeSummary.empty()) {
        const auto file = EventFile::open(o.file);
        const InputSummary summary = summariseInputs(*file, parseEventRange(o.range, file->size()));
        writeWholeFile(o.makeSummary, summary.toJson());
        fmt::print("{}: {} events summarised\n", o.makeSummary.string(), summary.events());
        return;
    }
    if (!o.plots.empty() && o.event)
        throw UsageError("--plots shows a file of events; leave --event out");
    if (!o.plots.empty() && !canWritePlots())
        throw UsageError("this calolens-cli was built without the window's libraries and cannot "
                         "write plots; leave --plots out");
    Checker checker(o);
    if (!o.makeCalibration.empty())
        checker.makeCalibration(checker.range());
    else if (o.event)
        checker.checkEvent(*o.event);
    else
        checker.checkRange(checker.range());
}
} // namespace

void addCheckCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "check", "Is it hallucination? Check the prediction of an event, or of a file of events");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->file, "Event file")->required();
    command->add_option("--event", o->event,
                        "Check this event; negative numbers count from the end");
    command->add_option("--events", o->range,
                        std::string("Check the file by these events (default: all): ") +
                            eventRangeHelp);
    command->add_option("--prediction", o->prediction,
                        "Name of the prediction (default: the only one in the file)");
    command->add_option("--model", o->model,
                        "Model, by name or path, whose MODEL.inputs.json says what it was trained "
                        "on (default: the model of the prediction)");
    command->add_option("--inputs", o->inputs, "Summary of the training data, instead of --model");
    command->add_option("--json", o->json, "Write everything as JSON (docs/checks.md)");
    command->add_option("--plots", o->plots,
                        "Without --event: folder to write plots into, as PDF, SVG and PNG: rank "
                        "histograms, coverage, TARP, error against what was expected");
    command->add_flag("--maps", o->maps, "With --event: the numbers per cell in the JSON file too");
    command
        ->add_option("--neighbours", o->neighbours,
                     "Events of the file that a picture is compared with; 0: none")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--seed", o->seed, "Seed of all that is random in a check")
        ->capture_default_str();
    command->add_option("--make-summary", o->makeSummary,
                        "Write the summary of these events, on which a model was trained, to this "
                        "file; checks nothing");
    command->add_option("--calibration", o->calibration,
                        "Apply this calibration to the draws first (default: "
                        "MODEL.calibration.json, if it stands beside the model)");
    command->add_flag("--no-calibration", o->noCalibration,
                      "Check the draws as they are, also where a calibration stands beside the "
                      "model");
    command->add_option("--make-calibration", o->makeCalibration,
                        "Fit such a calibration to these events and write it to this file; checks "
                        "nothing");
    command->callback([o] { run(*o); });
}

} // namespace calolens::cli
