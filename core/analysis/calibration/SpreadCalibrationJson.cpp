// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/SpreadCalibration.h"
#include "error/Error.h"
#include "event/CompanionFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace calolens {

std::string SpreadCalibration::toJson() const {
    nlohmann::ordered_json json{{"format", "calolens-calibration"},
                                {"version", 1},
                                {"source", m_source},
                                {"events", m_events},
                                {"contrast_exponent", m_contrast},
                                {"edges_mev", edges},
                                {"event",
                                 {{"error_sigma", m_eventError},
                                  {"expected_sigma", m_eventExpected},
                                  {"temperature", eventTemperature()}}},
                                {"layers", nlohmann::ordered_json::array()}};
    for (std::size_t l = 0; l < layers(); ++l) {
        nlohmann::ordered_json layer;
        for (std::size_t r = 0; r < ranges; ++r) {
            const std::size_t i = l * ranges + r;
            layer["cells"].push_back(m_cells[i]);
            layer["error_mev"].push_back(m_error[i]);
            layer["expected_mev"].push_back(m_expected[i]);
            // For the reader's eyes: what follows from the sums.
            layer["temperature"].push_back(temperature(l, r == 0 ? 0 : edges[r - 1]));
        }
        json["layers"].push_back(std::move(layer));
    }
    return json.dump(2) + "\n";
}

std::filesystem::path calibrationPath(const std::filesystem::path& model) {
    return companionPath(model, ".calibration.json");
}

std::optional<SpreadCalibration> SpreadCalibration::beside(const std::filesystem::path& model) {
    const auto path = findCompanion(model, ".calibration.json");
    return path ? std::optional(read(*path)) : std::nullopt;
}

SpreadCalibration SpreadCalibration::read(const std::filesystem::path& path) {
    const std::string text = readCompanion(path);
    try {
        const auto json = nlohmann::json::parse(text);
        if (json.at("format") != "calolens-calibration" || json.at("version") != 1)
            throw FileError({path.string(), {}, {}},
                            "it is no calibration (calolens-calibration, version 1)");
        const auto& layers = json.at("layers");
        SpreadCalibration result(layers.size(), json.at("source").get<std::string>());
        result.m_events = json.at("events").get<std::int64_t>();
        result.m_contrast = json.value("contrast_exponent", 1.0);
        for (std::size_t l = 0; l < layers.size(); ++l)
            for (std::size_t r = 0; r < ranges; ++r) {
                const std::size_t i = l * ranges + r;
                result.m_cells[i] = layers.at(l).at("cells").at(r).get<std::int64_t>();
                result.m_error[i] = layers.at(l).at("error_mev").at(r).get<double>();
                result.m_expected[i] = layers.at(l).at("expected_mev").at(r).get<double>();
            }
        if (!(result.m_contrast > 0 && std::isfinite(result.m_contrast)))
            throw FileError({path.string(), {}, {}}, "its contrast exponent is not above 0");
        if (json.contains("event")) {
            result.m_eventError = json.at("event").at("error_sigma").get<double>();
            result.m_eventExpected = json.at("event").at("expected_sigma").get<double>();
        }
        return result;
    } catch (const nlohmann::json::exception& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("it cannot be read: {}", error.what()));
    }
}

} // namespace calolens
