// SPDX-License-Identifier: GPL-3.0-or-later
#include "EvaluationInput.h"

#include "Interrupt.h"
#include "Progress.h"
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

EvaluationInput readEvaluationInput(const EventFile& file, const PredictionInfo& prediction,
                                    EventRange range, const EventRecorder& recorder,
                                    bool withCells) {
    EvaluationInput input;
    if (withCells)
        input.cells = std::make_unique<CellExamples>(file.readout(),
                                                     std::min(prediction.samples, mostCellDraws));
    std::int64_t unpredicted = 0, empty = 0;
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
        const Event event = file.read(i);
        EventRecord record = recorder.record(event, *draws);
        if (!(record.truth.energy > 0)) {
            ++empty;
            continue;
        }
        input.records.push_back(std::move(record));
        if (input.cells && input.cells->events() < mostCellEvents)
            input.cells->add(event, *draws);
    }
    if (unpredicted > 0)
        spdlog::info("{} events have not been predicted and are left out", unpredicted);
    if (empty > 0)
        spdlog::info("{} events hold no true energy in their cells and are left out", empty);
    return input;
}

} // namespace calolens::cli
