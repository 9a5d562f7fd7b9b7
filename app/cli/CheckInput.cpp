// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckInput.h"

#include "Interrupt.h"
#include "Progress.h"
#include "diffusion/Model.h"
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

std::optional<InputSummary> findInputSummary(const std::filesystem::path& file,
                                             const std::string& model,
                                             const std::optional<PredictionInfo>& prediction) {
    if (!file.empty())
        return InputSummary::read(file);
    if (model.empty()) {
        if (prediction)
            for (const ModelInfo& info : findModels())
                if (info.name == prediction->model)
                    return InputSummary::beside(info.path);
        return std::nullopt;
    }
    const auto resolved = resolveModel(model);
    auto beside = InputSummary::beside(resolved);
    if (const auto path = inputSummaryPath(resolved); !beside)
        spdlog::warn("{} is not there; make it from the training events with 'calolens-cli check "
                     "EVENTS --make-summary {}'",
                     path.string(), path.string());
    return beside;
}

EventCatalogue readCatalogue(const EventFile& file, EventRange range) {
    EventCatalogue catalogue;
    if (!file.hasTruth())
        return catalogue;
    forEvents(file, range, "reading other events",
              [&](const Event& event) { catalogue.add(EventEvidence(event, nullptr)); });
    catalogue.finish();
    return catalogue;
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
