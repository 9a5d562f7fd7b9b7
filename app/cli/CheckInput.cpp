// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckInput.h"

#include "Interrupt.h"
#include "Progress.h"
#include "analysis/checks/EventEvidence.h"
#include "diffusion/PredictionModel.h"
#include "error/Error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <functional>

namespace calolens::cli {

namespace {
void forEvents(const EventFile& file, EventRange range, const char* what,
               const std::function<void(const Event&)>& use) {
    Progress progress(what, "events", range.last - range.first);
    for (std::int64_t i = range.first; i < range.last; ++i) {
        if (interrupted())
            throw Error(fmt::format("stopped after {} of {} events", i - range.first,
                                    range.last - range.first));
        progress.update(i - range.first);
        use(file.read(i));
    }
}
} // namespace

std::optional<PredictionInfo> checkedPrediction(const EventFile& file, const std::string& name) {
    const auto known = file.predictions();
    if (known.empty() && name.empty())
        return std::nullopt;
    if (name.empty() && known.size() == 1)
        return known.front();
    std::vector<std::string> names;
    for (const PredictionInfo& info : known)
        names.push_back(info.name);
    if (name.empty())
        throw UsageError(fmt::format("{} holds several predictions; choose one with --prediction: "
                                     "{}",
                                     file.path().string(), fmt::join(names, ", ")));
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw UsageError(
            fmt::format("{} holds no prediction named '{}'; it holds {}", file.path().string(),
                        name, names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
    return known[static_cast<std::size_t>(found - names.begin())];
}

std::filesystem::path modelFileFor(const std::string& model,
                                   const std::optional<PredictionInfo>& prediction) {
    if (!model.empty())
        return resolveModel(model);
    if (!prediction)
        return {};
    const auto models = findModels();
    const ModelInfo* const made = modelOf(*prediction, models);
    return made != nullptr ? made->path : std::filesystem::path();
}

ModelCompanions findCompanions(const CompanionFiles& given, const std::string& model,
                               const std::optional<PredictionInfo>& prediction) {
    const auto path = modelFileFor(model, prediction);
    auto found = ModelCompanions::read(path, given);
    if (!found.inputs && !model.empty())
        spdlog::warn("{} is not there; make it from the training events with 'calolens-cli check "
                     "EVENTS --make-summary {}'",
                     inputSummaryPath(path).string(), inputSummaryPath(path).string());
    return found;
}

namespace {
std::string rangeText(const EventFile& file, EventRange range) {
    return fmt::format("{}, events {} to {}", file.path().filename().string(), range.first,
                       range.last - 1);
}
} // namespace

InputSummary summariseInputs(const EventFile& file, EventRange range) {
    InputSummaryMaker maker(*file.readout(), rangeText(file, range));
    forEvents(file, range, "summarising",
              [&](const Event& event) { maker.add(EventEvidence(event, nullptr)); });
    return maker.finish();
}

ReadingTable tabulateReadings(const EventFile& file, EventRange range, EnergyScaleCode code) {
    ReadingTableMaker maker(*file.readout(), rangeText(file, range), code);
    forEvents(file, range, "tabulating", [&](const Event& event) { maker.add(event); });
    return maker.finish();
}

} // namespace calolens::cli
