// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/summary/InputSummary.h"
#include "error/Error.h"
#include "event/CompanionFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace calolens {

std::string InputSummary::toJson() const {
    nlohmann::ordered_json json{
        {"format", "calolens-inputs"}, {"version", 1}, {"source", m_source}, {"events", m_events}};
    json["inputs"] = nlohmann::ordered_json::parse(m_inputs.toJson());
    if (m_pictures) {
        json["pictures"] = nlohmann::ordered_json::parse(m_pictures->toJson());
        json["sample"]["columns"] = m_sample.columns;
        for (const double v : m_sample.values) // five digits are plenty for a distance
            json["sample"]["values"].push_back(std::stod(fmt::format("{:.5g}", v)));
    }
    return json.dump() + "\n";
}

InputSummary InputSummary::fromJson(const std::string& text) {
    try {
        const auto json = nlohmann::json::parse(text);
        if (json.at("format") != "calolens-inputs" || json.at("version") != 1)
            throw UsageError("it is no summary of a model's training data (calolens-inputs, "
                             "version 1)");
        InputSummary summary;
        summary.m_source = json.at("source").get<std::string>();
        summary.m_events = json.at("events").get<std::int64_t>();
        summary.m_inputs = FeatureModel::fromJson(json.at("inputs").dump());
        if (json.contains("pictures")) {
            summary.m_pictures = FeatureModel::fromJson(json.at("pictures").dump());
            summary.m_sample.columns = json.at("sample").at("columns").get<std::size_t>();
            summary.m_sample.values = json.at("sample").at("values").get<std::vector<double>>();
            if (summary.m_sample.columns != summary.m_pictures->names().size() + 1)
                throw UsageError("the summary's sample does not fit its features");
        }
        return summary;
    } catch (const nlohmann::json::exception& error) {
        throw UsageError(fmt::format("it cannot be read: {}", error.what()));
    }
}

InputSummary InputSummary::read(const std::filesystem::path& path) {
    const std::string text = readCompanion(path);
    try {
        return fromJson(text);
    } catch (const UsageError& error) {
        throw FileError({path.string(), {}, {}}, error.what());
    }
}

} // namespace calolens
