// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EvaluationInput.h"
#include "EvaluationPlots.h"
#include "EvaluationText.h"
#include "Interrupt.h"
#include "Progress.h"
#include "analysis/classifier/ClassifierAuc.h"
#include "analysis/classifier/ObservableExamples.h"
#include "analysis/evaluation/Evaluation.h"
#include "analysis/evaluation/EvaluationJson.h"
#include "diffusion/Model.h"
#include "error/Error.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, json, plots;
    std::string prediction, range, device = "auto";
    std::vector<double> energyBins; ///< GeV
    std::uint64_t seed = 1;
    int repeats = 5;
    int threads = 1;
    std::int64_t mostEvents = 50000;
};

constexpr std::size_t fewestEvents = 4;

void check(const Options& o) {
    const auto& edges = o.energyBins;
    const bool increasing =
        std::adjacent_find(edges.begin(), edges.end(), std::greater_equal<>()) == edges.end();
    if (edges.size() == 1 || !increasing || std::any_of(edges.begin(), edges.end(), [](double e) {
            return !std::isfinite(e) || e < 0;
        }))
        throw UsageError("the energy bins must be two or more increasing energies in GeV");
    if (!o.plots.empty() && !canWritePlots())
        throw UsageError("this calolens-cli was built without the window's libraries and cannot "
                         "write plots; leave --plots out");
    static_cast<void>(deviceFromName(o.device));
}

/// Events of an evaluation: numbers of records.
std::vector<std::size_t> inside(const std::vector<EventRecord>& records, const EnergyRange& range) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (range.contains(records[i]))
            chosen.push_back(i);
    return chosen;
}

AucReport classify(const char* what, const ClassifierExamples& examples, const Options& o,
                   std::optional<std::vector<std::size_t>> events = {}) {
    ClassifierSettings settings;
    settings.repeats = o.repeats;
    settings.seed = o.seed;
    settings.device = o.device;
    settings.interrupted = interrupted;
    std::unique_ptr<Progress> progress;
    settings.progress = [&](int done, int total) {
        if (!progress)
            progress = std::make_unique<Progress>(what, "trainings", total);
        progress->update(done);
    };
    return classifierAuc(examples, settings, std::move(events));
}

class Evaluator {
public:
    Evaluator(const Options& options, const EvaluationInput& input, const EventRecorder& recorder)
        : m_options(options)
        , m_input(input)
        , m_recorder(recorder) {}

    /// @param range  number of the range of energies that the events are of
    [[nodiscard]] EvaluationReport judge(const std::vector<std::size_t>& chosen,
                                         std::size_t range) const {
        std::vector<const EventRecord*> records;
        for (const std::size_t i : chosen)
            records.push_back(&m_input.records[i]);
        EvaluationSettings settings;
        settings.seed = m_options.seed;
        EvaluationReport report = evaluate(records, m_recorder.observables().infos(), settings);
        if (!m_input.residuals.empty())
            m_input.residuals[range].fill(report);
        if (report.twoMaxima)
            report.twoMaxima->layer = m_recorder.observables().maximaLayerName();
        if (m_options.repeats > 0)
            addClassifiers(report, records, chosen);
        return report;
    }

private:
    void addClassifiers(EvaluationReport& report, std::span<const EventRecord* const> records,
                        const std::vector<std::size_t>& chosen) const {
        if (records.size() < fewestClassifierEvents) {
            spdlog::info("{} events: too few to train a classifier", records.size());
            return;
        }
        const auto& infos = m_recorder.observables().infos();
        std::vector<FeatureMatrix> draws;
        for (int k = 0; k < report.samples; ++k)
            draws.push_back(featuresOf(records, infos, PictureKind::Draw, k));
        const ObservableExamples observables(featuresOf(records, infos, PictureKind::Truth), draws);
        report.highLevel = classify("telling observables apart:", observables, m_options);
        std::vector<std::size_t> withCells;
        for (const std::size_t i : chosen)
            if (m_input.cells && i < m_input.cells->events())
                withCells.push_back(i);
        if (withCells.size() >= fewestClassifierEvents)
            report.lowLevel =
                classify("telling cells apart:", *m_input.cells, m_options, withCells);
    }

    const Options& m_options;
    const EvaluationInput& m_input;
    const EventRecorder& m_recorder;
};

void evaluateFile(const Options& o) {
    check(o);
    setNetworkThreads(o.threads);
    const auto file = EventFile::open(o.file);
    const PredictionInfo prediction = evaluatedPrediction(*file, o.prediction);
    const EventRange range = parseEventRange(o.range, file->size());
    const EventRecorder recorder(*file->readout());
    ReadingSettings reading;
    reading.events = range;
    for (std::size_t i = 0; i + 1 < o.energyBins.size(); ++i)
        reading.ranges.push_back({o.energyBins[i], o.energyBins[i + 1]});
    reading.mostRecords = static_cast<std::size_t>(o.mostEvents);
    reading.seed = o.seed;
    reading.withCells = o.repeats > 0;
    const EvaluationInput input = readEvaluationInput(*file, prediction, reading, recorder);
    const Evaluator evaluator(o, input, recorder);

    EvaluationReport report = evaluator.judge(inside(input.records, reading.ranges[0]), 0);
    report.source = file->path().filename().string();
    report.prediction = prediction;
    for (std::size_t i = 1; i < reading.ranges.size(); ++i) {
        const auto [low, high] = reading.ranges[i];
        const auto chosen = inside(input.records, reading.ranges[i]);
        if (chosen.size() < fewestEvents) {
            spdlog::warn("{} to {} GeV: {} events, too few to evaluate", low, high, chosen.size());
            continue;
        }
        EvaluationReport bin = evaluator.judge(chosen, i);
        bin.energyLowGev = low;
        bin.energyHighGev = high;
        report.energyBins.push_back(std::move(bin));
    }
    fmt::print("{}", evaluationText(report));
    if (!o.json.empty())
        writeWholeFile(o.json, evaluationJson(report));
    if (!o.plots.empty())
        writeEvaluationPlots(report, o.plots);
}
} // namespace

void addEvaluateCommand(CLI::App& app) {
    auto* command = app.add_subcommand(
        "evaluate", "Compare the predictions of simulated events with the truth: energy "
                    "residuals, distributions of observables, classifiers");
    auto o = std::make_shared<Options>();
    command->add_option("EVENTS", o->file, "Event file with truth and a prediction")->required();
    command->add_option("--prediction", o->prediction,
                        "Name of the prediction (default: the only one in the file)");
    command->add_option("--json", o->json, "Write everything as JSON (docs/evaluation.md)");
    command->add_option("--plots", o->plots, "Folder to write plots into, as PDF, SVG and PNG");
    command->add_option("--events", o->range, eventRangeHelp);
    command
        ->add_option("--energy-bins", o->energyBins,
                     "Edges in GeV, for example 5,10,20,40,70,100: the same table also for events "
                     "in these ranges of the true particles' total energy")
        ->delimiter(',');
    command
        ->add_option("--most-events", o->mostEvents,
                     "Events kept in memory: of a file with more, all count for residuals and "
                     "zeros, and a random sample of so many for all else")
        ->check(CLI::Range(std::int64_t{4}, std::int64_t{10000000}))
        ->capture_default_str();
    command->add_option("--repeats", o->repeats, "Trainings of each classifier; 0: no classifiers")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--seed", o->seed, "Seed of all that is random in an evaluation")
        ->capture_default_str();
    command->add_option("--device", o->device, "auto, cpu or cuda, for the classifiers")
        ->capture_default_str();
    command->add_option("--threads", o->threads, "Threads inside the classifiers on the CPU")
        ->capture_default_str();
    command->callback([o] { evaluateFile(*o); });
}

} // namespace calolens::cli
