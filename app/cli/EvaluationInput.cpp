// SPDX-License-Identifier: GPL-3.0-or-later
#include "EvaluationInput.h"

#include "Interrupt.h"
#include "Progress.h"
#include "analysis/evaluation/Evaluation.h"
#include "analysis/evaluation/RecordSample.h"
#include "error/Error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace calolens::cli {

namespace {
// Bounds of the memory for cells, whatever the length of the file.
constexpr std::size_t mostCellEvents = 10000;
constexpr int mostCellDraws = 4;
} // namespace

PredictionInfo evaluatedPrediction(const EventFile& file, const std::string& name) {
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

namespace {
/// Sums over all events that are read, if not all of them are kept.
std::vector<RunningResiduals> emptySums(const ReadingSettings& settings, int draws) {
    const EvaluationSettings usual;
    std::vector<RunningResiduals> sums;
    if (settings.events.last - settings.events.first >
        static_cast<std::int64_t>(settings.mostRecords))
        for (std::size_t i = 0; i < settings.ranges.size(); ++i)
            sums.emplace_back(draws, usual.replicas, settings.seed);
    return sums;
}

/// Reads the cells of the first records.
void readCells(const EventFile& file, const std::string& prediction, EvaluationInput& input) {
    for (const EventRecord& record : input.records) {
        if (input.cells->events() >= mostCellEvents || interrupted())
            return;
        input.cells->add(file.read(record.number), *file.prediction(prediction, record.number));
    }
}
} // namespace

EvaluationInput readEvaluationInput(const EventFile& file, const PredictionInfo& prediction,
                                    const ReadingSettings& settings,
                                    const EventRecorder& recorder) {
    const EventRange range = settings.events;
    EvaluationInput input;
    input.residuals = emptySums(settings, prediction.samples);
    RecordSample sample(settings.mostRecords, settings.seed);
    std::int64_t unpredicted = 0, empty = 0, read = 0;
    Progress progress("reading", "events", range.last - range.first);
    for (std::int64_t i = range.first; i < range.last; ++i) {
        if (interrupted())
            throw Error(fmt::format("stopped after reading {} of {} events", i - range.first,
                                    range.last - range.first));
        progress.update(i - range.first);
        const auto draws = file.prediction(prediction.name, i);
        if (!draws || !draws->complete()) {
            ++unpredicted;
            continue;
        }
        EventRecord record = recorder.record(file.read(i), *draws);
        if (!(record.truth.energy > 0)) {
            ++empty;
            continue;
        }
        ++read;
        for (std::size_t k = 0; k < input.residuals.size(); ++k)
            if (settings.ranges[k].contains(record))
                input.residuals[k].add(record);
        sample.add(std::move(record));
    }
    input.records = sample.take();
    if (settings.withCells) {
        input.cells = std::make_unique<CellExamples>(file.readout(),
                                                     std::min(prediction.samples, mostCellDraws));
        readCells(file, prediction.name, input);
    }
    if (unpredicted > 0)
        spdlog::info("{} events have not been predicted and are left out", unpredicted);
    if (empty > 0)
        spdlog::info("{} events hold no true energy in their cells and are left out", empty);
    if (std::ssize(input.records) < read)
        spdlog::info("residuals and zeros are those of all {} events; all else is of a random "
                     "sample of {} (--most-events)",
                     read, input.records.size());
    else
        input.residuals.clear();
    return input;
}

} // namespace calolens::cli
