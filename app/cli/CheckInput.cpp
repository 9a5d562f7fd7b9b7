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
/// The model by name or path, or the one that made the prediction; empty if it is not found.
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

std::optional<InputSummary> findInputSummary(const std::filesystem::path& file,
                                             const std::string& model,
                                             const std::optional<PredictionInfo>& prediction) {
    if (!file.empty())
        return InputSummary::read(file);
    const auto path = modelFileFor(model, prediction);
    if (path.empty())
        return std::nullopt;
    auto beside = InputSummary::beside(path);
    if (!beside && !model.empty())
        spdlog::warn("{} is not there; make it from the training events with 'calolens-cli check "
                     "EVENTS --make-summary {}'",
                     inputSummaryPath(path).string(), inputSummaryPath(path).string());
    return beside;
}

std::optional<SpreadCalibration> findCalibration(const std::filesystem::path& file,
                                                 const std::string& model,
                                                 const std::optional<PredictionInfo>& prediction) {
    if (!file.empty())
        return SpreadCalibration::read(file);
    const auto path = modelFileFor(model, prediction);
    return path.empty() ? std::nullopt : SpreadCalibration::beside(path);
}

InputSummary summariseInputs(const EventFile& file, EventRange range) {
    InputSummaryMaker maker(*file.readout(),
                            fmt::format("{}, events {} to {}", file.path().filename().string(),
                                        range.first, range.last - 1));
    forEvents(file, range, "summarising",
              [&](const Event& event) { maker.add(EventEvidence(event, nullptr)); });
    return maker.finish();
}

} // namespace calolens::cli
