// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/PlacedLevels.h"

#include "diffusion/GivenLevels.h"
#include "error/Error.h"
#include "event/CompanionFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace calolens {

namespace {

constexpr const char* format = "calolens-levels";
constexpr const char* ending = ".levels.json";

nlohmann::ordered_json entryJson(const PlacedLevels::Entry& entry) {
    return {{"sampler", entry.sampler},         {"steps", entry.steps},
            {"levels", entry.placement.levels}, {"error", entry.placement.error},
            {"errors", entry.placement.errors}, {"source", entry.source},
            {"events", entry.events},           {"seed", entry.seed}};
}

PlacedLevels::Entry parseEntry(const nlohmann::json& json) {
    PlacedLevels::Entry entry;
    json.at("sampler").get_to(entry.sampler);
    json.at("steps").get_to(entry.steps);
    json.at("levels").get_to(entry.placement.levels);
    json.at("error").get_to(entry.placement.error);
    json.at("errors").get_to(entry.placement.errors);
    json.at("source").get_to(entry.source);
    json.at("events").get_to(entry.events);
    json.at("seed").get_to(entry.seed);
    return entry;
}

} // namespace

const PlacedLevels::Entry* PlacedLevels::find(std::string_view sampler, int steps) const {
    for (const Entry& entry : entries)
        if (entry.sampler == sampler && entry.steps == steps)
            return &entry;
    return nullptr;
}

void PlacedLevels::add(Entry entry) {
    for (Entry& old : entries)
        if (old.sampler == entry.sampler && old.steps == entry.steps) {
            old = std::move(entry);
            return;
        }
    entries.push_back(std::move(entry));
}

std::string PlacedLevels::toJson() const {
    nlohmann::ordered_json json{{"format", format},
                                {"version", 1},
                                {"model", model},
                                {"model_checksum", modelChecksum},
                                {"placements", nlohmann::ordered_json::array()}};
    for (const Entry& entry : entries)
        json["placements"].push_back(entryJson(entry));
    return json.dump(2) + "\n";
}

PlacedLevels PlacedLevels::read(const std::filesystem::path& path) {
    const std::string text = readCompanion(path);
    try {
        const auto json = nlohmann::json::parse(text);
        if (json.at("format") != format || json.at("version") != 1)
            throw FileError({path.string(), {}, {}},
                            fmt::format("it holds no noise levels ({}, version 1)", format));
        PlacedLevels levels;
        json.at("model").get_to(levels.model);
        json.at("model_checksum").get_to(levels.modelChecksum);
        for (const auto& entry : json.at("placements"))
            levels.entries.push_back(parseEntry(entry));
        return levels;
    } catch (const nlohmann::json::exception& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("it cannot be read: {}", error.what()));
    }
}

std::optional<PlacedLevels> PlacedLevels::beside(const ModelInfo& model) {
    const auto path = findCompanion(model.path, ending);
    if (!path)
        return std::nullopt;
    PlacedLevels levels = read(*path);
    if (levels.modelChecksum != model.checksum)
        throw FileError({path->string(), {}, {}},
                        fmt::format("its noise levels were placed for other weights ({}) than "
                                    "those of the model beside it ({})",
                                    levels.modelChecksum, model.checksum));
    return levels;
}

std::filesystem::path placedLevelsPath(const std::filesystem::path& model) {
    return companionPath(model, ending);
}

std::string resolvedSchedule(const std::string& schedule, const std::string& sampler, int steps,
                             const ModelInfo& model) {
    if (schedule != placedSchedule)
        return schedule;
    const auto levels = PlacedLevels::beside(model);
    if (const auto* entry = levels ? levels->find(sampler, steps) : nullptr)
        return levelsName(entry->placement.levels);
    std::string there;
    if (levels)
        for (const PlacedLevels::Entry& entry : levels->entries)
            there += fmt::format("{}{} with {} steps", there.empty() ? "" : ", ", entry.sampler,
                                 entry.steps);
    throw UsageError(fmt::format("no noise levels were placed for {} with {} steps of the model "
                                 "'{}' (there are: {}); 'calolens-cli levels' places them",
                                 sampler, steps, model.name, there.empty() ? "none" : there));
}

} // namespace calolens
