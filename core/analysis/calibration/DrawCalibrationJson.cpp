// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/CalibrationBins.h"
#include "analysis/calibration/DrawCalibration.h"
#include "error/Error.h"
#include "event/CompanionFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;

Json curveJson(const HitEnergies::Curve& curve) {
    if (curve.logEnergy.empty())
        return nullptr;
    return {{"cut_mev", curve.cutMeV}, {"log_energy", curve.logEnergy}, {"shift", curve.shift}};
}

HitEnergies::Curve curveOf(const Json& json) {
    if (json.is_null())
        return {};
    HitEnergies::Curve curve{json.at("cut_mev").get<double>(),
                             json.at("log_energy").get<std::vector<double>>(),
                             json.at("shift").get<std::vector<double>>()};
    const auto finite = [](double x) { return std::isfinite(x); };
    if (curve.logEnergy.size() != curve.shift.size() ||
        std::adjacent_find(curve.logEnergy.begin(), curve.logEnergy.end(),
                           std::greater_equal<>()) != curve.logEnergy.end() ||
        !std::all_of(curve.logEnergy.begin(), curve.logEnergy.end(), finite) ||
        !std::all_of(curve.shift.begin(), curve.shift.end(), finite))
        throw UsageError("a curve of its hit energies is not a function");
    return curve;
}

/// One entry per layer, of one entry per range.
template<typename Entry, typename ToJson>
Json perLayer(const std::vector<Entry>& entries, ToJson toJson) {
    Json layers = Json::array();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i % CalibrationBins::ranges == 0)
            layers.push_back(Json::array());
        layers.back().push_back(toJson(entries[i]));
    }
    return layers;
}

template<typename Entry, typename FromJson>
std::vector<Entry> entriesOf(const Json& layers, std::size_t count, FromJson fromJson) {
    std::vector<Entry> entries;
    for (const Json& layer : layers)
        for (const Json& entry : layer)
            entries.push_back(fromJson(entry));
    if (entries.size() != count * CalibrationBins::ranges)
        throw UsageError(fmt::format("it has {} entries where {} layers have {}", entries.size(),
                                     count, count * CalibrationBins::ranges));
    return entries;
}

double factorOf(const Json& json) {
    const auto factor = json.get<double>();
    if (!(factor > 0 && std::isfinite(factor)))
        throw UsageError("one of its factors is not above 0");
    return factor;
}
} // namespace

std::string DrawCalibration::toJson() const {
    Json json{{"format", "calolens-calibration"},
              {"version", 2},
              {"source", m_source},
              {"events", m_events},
              {"layers", m_layers},
              {"edges_mev", CalibrationBins::edges},
              {"contrast",
               {{"temperature", m_contrast.temperature()}, {"exponent", m_contrast.exponent()}}},
              {"event",
               {{"error_sigma", m_event.error()},
                {"expected_sigma", m_event.expected()},
                {"temperature", m_event.factor()}}},
              {"temperatures", Json::array()},
              {"hit_energies", Json::array()}};
    for (const CellTemperatures& stage : m_cells)
        json["temperatures"].push_back(perLayer(stage.factors(), [](double f) { return f; }));
    for (const HitEnergies& stage : m_hitEnergies)
        json["hit_energies"].push_back(perLayer(stage.curves(), curveJson));
    return json.dump() + "\n";
}

std::filesystem::path calibrationPath(const std::filesystem::path& model) {
    return companionPath(model, ".calibration.json");
}

std::optional<DrawCalibration> DrawCalibration::beside(const std::filesystem::path& model) {
    const auto path = findCompanion(model, ".calibration.json");
    return path ? std::optional(read(*path)) : std::nullopt;
}

DrawCalibration DrawCalibration::read(const std::filesystem::path& path) {
    const std::string text = readCompanion(path);
    const FilePlace place{path.string(), {}, {}};
    try {
        const Json json = Json::parse(text);
        if (json.at("format") != "calolens-calibration")
            throw FileError(place, "it is no calibration (calolens-calibration, version 2)");
        if (json.at("version") != 2)
            throw FileError(place, fmt::format("it is a calibration of version {} and this program "
                                               "reads version 2; make it again with calolens-cli "
                                               "check --make-calibration",
                                               json.at("version").dump()));
        DrawCalibration result(json.at("layers").get<std::size_t>(),
                               json.at("source").get<std::string>());
        result.m_events = json.at("events").get<std::int64_t>();
        result.m_contrast = {factorOf(json.at("contrast").at("temperature")),
                             factorOf(json.at("contrast").at("exponent"))};
        result.m_event = {result.m_events, json.at("event").at("error_sigma").get<double>(),
                          json.at("event").at("expected_sigma").get<double>()};
        for (const Json& stage : json.at("temperatures"))
            result.m_cells.emplace_back(entriesOf<double>(stage, result.m_layers, factorOf));
        for (const Json& stage : json.at("hit_energies"))
            result.m_hitEnergies.emplace_back(
                entriesOf<HitEnergies::Curve>(stage, result.m_layers, curveOf));
        return result;
    } catch (const nlohmann::json::exception& error) {
        throw FileError(place, fmt::format("it cannot be read: {}", error.what()));
    } catch (const UsageError& error) {
        throw FileError(place, error.what());
    }
}

} // namespace calolens
