// SPDX-License-Identifier: GPL-3.0-or-later
#include "ExportedComparison.h"

#include "error/Error.h"
#include "event/EventFile.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace calolens::cli {

namespace {
/// The prediction that is meant; none if the file has none and none is asked for.
std::optional<PredictionInfo> choosePrediction(const EventFile& file, const std::string& name) {
    const std::vector<PredictionInfo> known = file.predictions();
    std::vector<std::string> names;
    for (const PredictionInfo& info : known)
        names.push_back(info.name);
    if (name.empty()) {
        if (known.size() > 1)
            throw UsageError(
                fmt::format("{} holds several predictions; choose one with --prediction: {}",
                            file.path().string(), fmt::join(names, ", ")));
        return known.empty() ? std::nullopt : std::optional(known.front());
    }
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw UsageError(
            fmt::format("{} holds no prediction named '{}'; it holds {}", file.path().string(),
                        name, names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
    return known[static_cast<std::size_t>(found - names.begin())];
}

void showPicture(EventComparison& comparison, const Prediction& draws, std::optional<int> draw) {
    const auto seed = comparison.settings.seed;
    if (draw) {
        if (*draw < 0 || *draw >= draws.samples)
            throw UsageError(
                fmt::format("draw {} was asked for, but the prediction '{}' has {} (from 0)", *draw,
                            comparison.settings.name, draws.samples));
        comparison.predicted = draws.draw(*draw);
        comparison.predictedLabel =
            fmt::format("draw {} of {}, seed {}", *draw, draws.samples, seed);
    } else if (draws.samples == 1) {
        comparison.predicted = draws.draw(0);
        comparison.predictedLabel = fmt::format("one draw, seed {}", seed);
    } else {
        comparison.predicted = draws.mean();
        comparison.predictedLabel = fmt::format("mean of {} draws", draws.samples);
    }
}
} // namespace

ExportedComparison readComparison(const PictureChoice& choice) {
    const auto file = EventFile::open(choice.file);
    const auto info = choosePrediction(*file, choice.prediction);
    ExportedComparison result;
    EventComparison& comparison = result.comparison;
    comparison.source = file->path().filename().string();
    comparison.event = std::make_shared<const Event>(file->read(choice.event));
    if (!info) {
        if (choice.draw || choice.mean)
            throw UsageError(fmt::format("{} holds no prediction to show", choice.file));
        return result;
    }
    comparison.settings = *info;
    const auto draws = file->prediction(info->name, choice.event);
    if (!draws || draws->cells == 0)
        return result;
    showPicture(comparison, *draws, choice.draw);
    if (!choice.draw && draws->samples > 1)
        result.draws = std::make_shared<const Prediction>(*draws);
    return result;
}

} // namespace calolens::cli
