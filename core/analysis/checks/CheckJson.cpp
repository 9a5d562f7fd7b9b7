// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/CheckJson.h"

#include <nlohmann/json.hpp>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;

Json optionalJson(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json sourceJson(const CheckedSource& source) {
    Json json{{"format", "calolens-checks"}, {"version", 1}, {"source", source.file}};
    json["prediction"] = nullptr;
    if (source.prediction) {
        const PredictionInfo& p = *source.prediction;
        json["prediction"] = {{"name", p.name},
                              {"model", p.model},
                              {"model_checksum", p.modelChecksum},
                              {"sampler", p.sampler},
                              {"schedule", p.schedule},
                              {"steps", p.steps},
                              {"nfe", p.evaluations},
                              {"seed", p.seed},
                              {"samples", p.samples},
                              {"program_version", p.programVersion}};
    }
    json["inputs"] = source.inputs.empty() ? Json(nullptr) : Json(source.inputs);
    json["calibration"] = source.calibration.empty() ? Json(nullptr) : Json(source.calibration);
    json["seed"] = source.seed;
    return json;
}

/// The limit that a single number can stand for: where a look begins.
Json thresholdJson(const Limits& limits) {
    if (limits.lookAbove)
        return *limits.lookAbove;
    if (limits.lookBelow)
        return *limits.lookBelow;
    return limits.failAbove ? optionalJson(limits.failAbove) : optionalJson(limits.failBelow);
}

void putResult(Json& json, const CheckResult& result) {
    json["verdict"] = verdictName(result.verdict());
    json["value"] = optionalJson(result.value());
    json["threshold"] = thresholdJson(result.limits());
    json["reason"] = result.reason();
    json["suspicion"] = optionalJson(result.suspicion());
    json["limits"] = {{"fail_below", optionalJson(result.limits().failBelow)},
                      {"look_below", optionalJson(result.limits().lookBelow)},
                      {"look_above", optionalJson(result.limits().lookAbove)},
                      {"fail_above", optionalJson(result.limits().failAbove)},
                      {"origin", result.limits().origin}};
    json["numbers"] = Json::object();
    for (const NamedNumber& number : result.numbers())
        json["numbers"][number.name] = number.value;
}

void putInfo(Json& json, const CheckInfo& info) {
    json["name"] = info.id;
    json["title"] = info.name;
    json["question"] = info.question;
    json["needs_truth"] = !info.isTruthFree();
    json["value_name"] = info.valueName;
    json["unit"] = info.unit;
    json["formula"] = info.formula;
    json["reference"] = info.reference;
}

Json findingJson(const CheckFinding& finding, bool withMaps) {
    Json json;
    putInfo(json, finding.info);
    putResult(json, finding.result);
    if (!withMaps)
        return json;
    json["maps"] = Json::object();
    for (const CellMap& map : finding.result.maps())
        json["maps"][map.name] = {
            {"title", map.title}, {"unit", map.unit}, {"level", map.level}, {"value", map.value}};
    return json;
}

Json measuredJson(const Measured& measured) {
    return {{"value", measured.value}, {"error", measured.error}};
}

Json eventJson(const CheckedEvent& event, const std::vector<EventCheckSummary>& checks) {
    Json json{{"event", event.event}, {"lr_energy_mev", event.lrEnergy}};
    json["error_mev"] = optionalJson(event.error);
    json["relative_error"] = optionalJson(event.relativeError);
    for (std::size_t c = 0; c < checks.size(); ++c)
        json["checks"][checks[c].info.id] = {
            {"verdict", verdictName(event.checks[c].verdict)},
            {"value", optionalJson(event.checks[c].value)},
            {"suspicion", optionalJson(event.checks[c].suspicion)}};
    return json;
}

std::string textOf(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}
} // namespace

std::string checkJson(const EventCheckReport& report, bool withMaps) {
    Json json = sourceJson(report.source);
    json["event"] = report.event;
    json["lr_energy_mev"] = report.lrEnergy;
    json["checks"] = Json::array();
    for (const CheckFinding& finding : report.checks)
        json["checks"].push_back(findingJson(finding, withMaps));
    return textOf(json);
}

std::string checkJson(const FileCheckReport& report) {
    Json json = sourceJson(report.source);
    json["events"] = report.events.size();
    json["checks"] = Json::array();
    for (const CheckFinding& finding : report.checks)
        json["checks"].push_back(findingJson(finding, false));
    json["event_checks"] = Json::array();
    for (const EventCheckSummary& summary : report.eventChecks) {
        Json entry;
        putInfo(entry, summary.info);
        entry["verdicts"] = {{"pass", summary.pass},
                             {"look", summary.look},
                             {"fail", summary.fail},
                             {"not-run", summary.notRun}};
        entry["mean"] = optionalJson(summary.mean);
        entry["median"] = optionalJson(summary.median);
        json["event_checks"].push_back(std::move(entry));
    }
    json["error_forecasts"] = Json::array();
    for (const ErrorForecast& forecast : report.forecasts)
        json["error_forecasts"].push_back({{"name", forecast.info.id},
                                           {"events", forecast.events},
                                           {"spearman", measuredJson(forecast.spearman)},
                                           {"spearman_raw", measuredJson(forecast.spearmanRaw)}});
    json["per_event"] = Json::array();
    for (const CheckedEvent& event : report.events)
        json["per_event"].push_back(eventJson(event, report.eventChecks));
    return textOf(json);
}

} // namespace calolens
