// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/EvaluationJson.h"

#include <nlohmann/json.hpp>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;

/// Writes NAME and NAME_error.
void put(Json& json, const std::string& name, const Measured& measured) {
    json[name] = measured.value;
    json[name + "_error"] = measured.error;
}

void put(Json& json, const std::string& name, const std::optional<Measured>& measured) {
    if (measured) {
        put(json, name, *measured);
    } else {
        json[name] = nullptr;
        json[name + "_error"] = nullptr;
    }
}

Json residualJson(const ResidualReport& residual) {
    Json json;
    put(json, "mean_gev", residual.meanGev);
    put(json, "sd_gev", residual.sdGev);
    put(json, "mean_rel", residual.meanRel);
    put(json, "sd_rel", residual.sdRel);
    return json;
}

Json residualsJson(const EvaluationReport& report) {
    Json json{{"lr", residualJson(report.lr)},
              {"sr", residualJson(report.sr)},
              {"sr_mean", residualJson(report.srMean)}};
    put(json["sr"], "sd_over_lr", report.ratioSr);
    put(json["sr_mean"], "sd_over_lr", report.ratioSrMean);
    Json ensemble = Json::array();
    for (const EnsemblePoint& point : report.ensemble) {
        Json entry{{"draws", point.draws}};
        put(entry, "sd_gev", point.sdGev);
        put(entry, "sd_over_lr", point.overLr);
        ensemble.push_back(std::move(entry));
    }
    json["ensemble"] = std::move(ensemble);
    return json;
}

Json histogramJson(const HistogramReport& histogram) {
    return {{"content", histogram.content}, {"error", histogram.error}};
}

Json observableJson(const ObservableReport& observable) {
    Json json{{"title", observable.info.title}, {"unit", observable.info.unit}};
    put(json, "separation_sr", observable.separationSr);
    put(json, "separation_lr", observable.separationLr);
    put(json, "separation_sr_mean", observable.separationSrMean);
    json["floor"] = observable.floor.value;
    json["floor_spread"] = observable.floor.error;
    json["floor_paired"] = observable.floorPaired ? Json(*observable.floorPaired) : Json(nullptr);
    put(json, "mean_truth", observable.meanTruth);
    put(json, "mean_sr", observable.meanSr);
    put(json, "mean_lr", observable.meanLr);
    json["histograms"] = {{"edges", observable.edges},
                          {"truth", histogramJson(observable.truth)},
                          {"sr", histogramJson(observable.sr)},
                          {"sr_mean", histogramJson(observable.srMean)},
                          {"lr", histogramJson(observable.lr)}};
    return json;
}

Json aucJson(const std::optional<AucReport>& report) {
    if (!report)
        return nullptr;
    Json json{{"value", report->auc.value},
              {"error", report->auc.error},
              {"repeats", report->repeats},
              {"events", report->events}};
    put(json, "floor", report->floor);
    return json;
}

Json rateJson(const Measured& rate, std::int64_t pairs) {
    return {{"rate", rate.value}, {"error", rate.error}, {"pairs", pairs}};
}

Json twoMaximaJson(const TwoMaximaReport& report) {
    return {{"layer", report.layer},
            {"truth", rateJson(report.truth, report.pairs)},
            {"sr", rateJson(report.sr, report.pairs)},
            {"sr_mean", rateJson(report.srMean, report.pairs)},
            {"lr", rateJson(report.lr, report.pairs)},
            {"sr_where_truth_has_two", rateJson(report.srGivenTwo, report.pairsGivenTwo)},
            {"sr_where_truth_has_not",
             rateJson(report.srGivenOne, report.pairs - report.pairsGivenTwo)}};
}

Json reportJson(const EvaluationReport& report) {
    Json json;
    if (report.energyLowGev)
        json["energy_gev"] = {*report.energyLowGev, *report.energyHighGev};
    json["events"] = report.events;
    json["residual_events"] = report.residualEvents;
    json["samples"] = report.samples;
    json["event_energy_residual"] = residualsJson(report);
    Json zeros{{"truth", report.zeroTruth.value}, {"sr", report.zeroSr.value}};
    zeros["truth_error"] = report.zeroTruth.error;
    zeros["sr_error"] = report.zeroSr.error;
    put(zeros, "sr_mean", report.zeroSrMean);
    json["zero_fraction"] = std::move(zeros);
    for (const ObservableReport& observable : report.observables)
        json["observables"][observable.info.name] = observableJson(observable);
    put(json, "fpd", report.fpd);
    put(json, "fpd_floor", report.fpdFloor);
    put(json, "fpd_lr", report.fpdLr);
    put(json, "kpd", report.kpd);
    put(json, "kpd_floor", report.kpdFloor);
    put(json, "kpd_lr", report.kpdLr);
    json["classifier_auc"] = {{"high_level", aucJson(report.highLevel)},
                              {"low_level", aucJson(report.lowLevel)}};
    if (report.twoMaxima)
        json["two_maxima"] = twoMaximaJson(*report.twoMaxima);
    for (const MaximaCount& count : report.maximaCounts) {
        Json entry{{"maxima", count.maxima}, {"or_more", count.orMore}, {"events", count.events}};
        put(entry, "lr", count.lr);
        put(entry, "sr", count.sr);
        put(entry, "sr_mean", count.srMean);
        json["maxima_counts"].push_back(std::move(entry));
    }
    return json;
}
} // namespace

std::string evaluationJson(const EvaluationReport& report) {
    Json json{{"format", "calolens-evaluation"},
              {"version", 1},
              {"source", report.source},
              {"prediction",
               {{"name", report.prediction.name},
                {"model", report.prediction.model},
                {"model_checksum", report.prediction.modelChecksum},
                {"sampler", report.prediction.sampler},
                {"schedule", report.prediction.schedule},
                {"steps", report.prediction.steps},
                {"nfe", report.prediction.evaluations},
                {"seed", report.prediction.seed},
                {"program_version", report.prediction.programVersion}}}};
    json.update(reportJson(report));
    if (!report.energyBins.empty()) {
        json["energy_bins"] = Json::array();
        for (const EvaluationReport& bin : report.energyBins)
            json["energy_bins"].push_back(reportJson(bin));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace calolens
