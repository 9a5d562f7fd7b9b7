// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EvaluationText.h"
#include "EventRange.h"
#include "Interrupt.h"
#include "Progress.h"
#include "analysis/evaluation/Evaluation.h"
#include "analysis/evaluation/EvaluationJson.h"
#include "error/Error.h"
#include "event/EventFile.h"
#include "event/WholeFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace calolens::cli {

namespace {
struct Options {
    std::filesystem::path file, json, plots;
    std::string prediction, range;
    std::vector<double> energyBins; ///< GeV
    std::uint64_t seed = 1;
};

PredictionInfo choosePrediction(const EventFile& file, const std::string& name) {
    const std::string path = file.path().string();
    if (!file.hasTruth())
        throw FileError({path, {}, {}},
                        "the file holds no truth (real data, or truth was not kept), and an "
                        "evaluation compares predictions with truth");
    const auto known = file.predictions();
    if (known.empty())
        throw FileError({path, {}, {}},
                        "the file holds no prediction to evaluate; make one with 'calolens-cli "
                        "predict'");
    std::vector<std::string> names;
    for (const PredictionInfo& info : known)
        names.push_back(info.name);
    if (name.empty() && known.size() > 1)
        throw UsageError(fmt::format("{} holds several predictions; choose one with --prediction: "
                                     "{}",
                                     path, fmt::join(names, ", ")));
    if (name.empty())
        return known.front();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw UsageError(fmt::format("{} holds no prediction named '{}'; it holds {}", path, name,
                                     fmt::join(names, ", ")));
    return known[static_cast<std::size_t>(found - names.begin())];
}

void checkEnergyBins(const std::vector<double>& edges) {
    const bool increasing =
        std::adjacent_find(edges.begin(), edges.end(), std::greater_equal<>()) == edges.end();
    if (edges.size() == 1 || !increasing || std::any_of(edges.begin(), edges.end(), [](double e) {
            return !std::isfinite(e) || e < 0;
        }))
        throw UsageError("the energy bins must be two or more increasing energies in GeV");
}

/// Reads event by event; keeps observables, not cells.
std::vector<EventRecord> readRecords(const EventFile& file, const PredictionInfo& prediction,
                                     EventRange range, const EventRecorder& recorder) {
    std::vector<EventRecord> records;
    std::int64_t unpredicted = 0, empty = 0;
    Progress progress("reading", "events", range.last - range.first);
    for (std::int64_t i = range.first; i < range.last; ++i) {
        if (interrupted())
            throw Error(fmt::format("stopped after reading {} of {} events", i - range.first,
                                    range.last - range.first));
        const auto draws = file.prediction(prediction.name, i);
        if (!draws || !draws->complete()) {
            ++unpredicted;
        } else {
            const Event event = file.read(i);
            EventRecord record = recorder.record(event, *draws);
            if (record.truth.energy > 0)
                records.push_back(std::move(record));
            else
                ++empty;
        }
        progress.update(i + 1 - range.first);
    }
    if (unpredicted > 0)
        spdlog::info("{} events have not been predicted and are left out", unpredicted);
    if (empty > 0)
        spdlog::info("{} events hold no true energy in their cells and are left out", empty);
    return records;
}

std::vector<const EventRecord*> between(const std::vector<EventRecord>& records, double lowGev,
                                        double highGev) {
    std::vector<const EventRecord*> chosen;
    for (const EventRecord& record : records) {
        const double gev = record.incidentEnergy * 1e-3;
        if (gev >= lowGev && gev < highGev)
            chosen.push_back(&record);
    }
    return chosen;
}

void evaluateFile(const Options& o) {
    checkEnergyBins(o.energyBins);
    const auto file = EventFile::open(o.file);
    const PredictionInfo prediction = choosePrediction(*file, o.prediction);
    const EventRange range = parseEventRange(o.range, file->size());
    const EventRecorder recorder(*file->readout());
    const auto records = readRecords(*file, prediction, range, recorder);

    EvaluationSettings settings;
    settings.seed = o.seed;
    const auto judge = [&](const std::vector<const EventRecord*>& chosen) {
        EvaluationReport report = evaluate(chosen, recorder.observables().infos(), settings);
        if (report.twoMaxima)
            report.twoMaxima->layer = recorder.observables().maximaLayerName();
        report.source = file->path().filename().string();
        report.prediction = prediction;
        return report;
    };
    EvaluationReport report = judge(between(records, 0, INFINITY));
    for (std::size_t i = 0; i + 1 < o.energyBins.size(); ++i) {
        const double low = o.energyBins[i], high = o.energyBins[i + 1];
        const auto chosen = between(records, low, high);
        if (chosen.size() < 4) {
            spdlog::warn("{} to {} GeV: {} events, too few to evaluate", low, high, chosen.size());
            continue;
        }
        EvaluationReport bin = judge(chosen);
        bin.energyLowGev = low;
        bin.energyHighGev = high;
        report.energyBins.push_back(std::move(bin));
    }
    fmt::print("{}", evaluationText(report));
    if (!o.json.empty())
        writeWholeFile(o.json, evaluationJson(report));
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
    command->add_option("--events", o->range, eventRangeHelp);
    command
        ->add_option("--energy-bins", o->energyBins,
                     "Edges in GeV, for example 5,10,20,40,70,100: the same table also for events "
                     "in these ranges of the true particles' total energy")
        ->delimiter(',');
    command->add_option("--seed", o->seed, "Seed of all that is random in an evaluation")
        ->capture_default_str();
    command->callback([o] { evaluateFile(*o); });
}

} // namespace calolens::cli
