// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/StressJson.h"

#include "error/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <iterator>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;

Json orNull(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

std::string textOf(const Json& json, const char* name) {
    return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : "";
}

Json measured(const Measured& m) {
    return {{"value", m.value}, {"error", m.error}}; // not finite becomes null
}

Measured measuredOf(const Json& json) {
    const auto number = [&](const char* name) {
        return json.at(name).is_null() ? NAN : json.at(name).get<double>();
    };
    return {number("value"), number("error")};
}

LieDetection detectionOf(const Json& json) {
    LieDetection d;
    d.lie = json.at("lie").get<std::string>();
    d.size = json.at("size").get<double>();
    d.check = json.at("check").get<std::string>();
    d.honest = json.at("honest").get<std::int64_t>();
    d.lying = json.at("lying").get<std::int64_t>();
    d.auc = measuredOf(json.at("auc"));
    d.caught = measuredOf(json.at("caught_at_5_percent"));
    d.roc = json.at("roc").get<std::vector<double>>();
    d.flagged = json.at("flagged").get<std::int64_t>();
    d.honestFlagged = json.at("honest_flagged").get<std::int64_t>();
    if (d.roc.size() != std::size(stressFalseAlarms))
        throw UsageError(fmt::format("a ROC curve has {} points and {} are expected", d.roc.size(),
                                     std::size(stressFalseAlarms)));
    return d;
}
} // namespace

std::string stressJson(const StressReport& report) {
    Json json{{"format", "calolens-stress"},
              {"version", 1},
              {"source", report.source},
              {"prediction", orNull(report.prediction)},
              {"model", orNull(report.model)},
              {"inputs", orNull(report.inputs)},
              {"calibration", orNull(report.calibration)},
              {"other_events", orNull(report.otherEvents)},
              {"unseen_events", orNull(report.unseenEvents)},
              {"seed", report.seed},
              {"false_alarms", stressFalseAlarms}};
    json["lies"] = Json::array();
    for (const std::span<const Lie> some : {lies(), foreignLies()})
        for (const Lie& lie : some)
            json["lies"].push_back({{"name", lie.id},
                                    {"title", lie.name},
                                    {"size", lie.size},
                                    {"of_input", lie.ofInput}});
    json["detections"] = Json::array();
    for (const LieDetection& d : report.detections)
        json["detections"].push_back({{"lie", d.lie},
                                      {"size", d.size},
                                      {"check", d.check},
                                      {"honest", d.honest},
                                      {"lying", d.lying},
                                      {"auc", measured(d.auc)},
                                      {"caught_at_5_percent", measured(d.caught)},
                                      {"roc", d.roc},
                                      {"flagged", d.flagged},
                                      {"honest_flagged", d.honestFlagged}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

StressReport readStressJson(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw FileError({path.string(), {}, {}}, "the file cannot be opened");
    try {
        const Json json = Json::parse(in);
        if (json.at("format") != "calolens-stress" || json.at("version") != 1)
            throw UsageError("it is no report of the stress laboratory (calolens-stress, version "
                             "1)");
        StressReport report{textOf(json, "source"),
                            textOf(json, "prediction"),
                            textOf(json, "model"),
                            textOf(json, "inputs"),
                            textOf(json, "calibration"),
                            textOf(json, "other_events"),
                            textOf(json, "unseen_events"),
                            json.at("seed").get<std::uint64_t>(),
                            {}};
        for (const Json& d : json.at("detections"))
            report.detections.push_back(detectionOf(d));
        return report;
    } catch (const UsageError& error) {
        throw FileError({path.string(), {}, {}}, error.what());
    } catch (const nlohmann::json::exception& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("it cannot be read: {}", error.what()));
    }
}

} // namespace calolens
