// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/FileInformation.h"

#include <nlohmann/json.hpp>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json; // writes NaN as null

Json partsJson(const InformationParts& parts) {
    return {{"reading", parts.reading},
            {"training", parts.training},
            {"coin_flip", parts.coinFlip},
            {"total", parts.total()}};
}

Json measuredJson(const std::optional<Measured>& measured) {
    if (!measured)
        return nullptr;
    return {{"value", measured->value}, {"error", measured->error}};
}

Json sourceJson(const InformationSource& source) {
    const PredictionInfo& p = source.prediction;
    return {{"format", "calolens-information"},
            {"version", 1},
            {"source", source.file},
            {"prediction",
             {{"name", p.name},
              {"model", p.model},
              {"model_checksum", p.modelChecksum},
              {"sampler", p.sampler},
              {"schedule", p.schedule},
              {"steps", p.steps},
              {"seed", p.seed},
              {"samples", p.samples}}},
            {"model", source.model},
            {"readings", source.readings},
            {"resolution",
             {{"value", source.settings.resolution},
              {"hit_energy", source.meaning.hitEnergy},
              {"lr_sum_sigma", source.meaning.lrSum}}},
            {"levels", source.settings.levels},
            {"most_draws", source.settings.mostDraws},
            {"seed", source.settings.seed}};
}

Json eventJson(const EventInformation& event, bool withMaps) {
    Json json{{"event", event.event},
              {"lr_energy_mev", event.lrEnergy},
              {"lr_cells", event.cells.size()},
              {"draws", event.draws},
              {"bits", partsJson(event.sum())},
              {"coin_flip_error", event.coinFlipError},
              {"coin_flip_of_lr_sums", event.coinFlipOfSums},
              {"draw_spread", event.drawSpread},
              {"excess", nullptr},
              {"likelihood", nullptr},
              {"patterns", nullptr}};
    if (event.excess)
        json["excess"] = {{"value", event.excess->bits}, {"error", event.excess->error}};
    if (event.likelihood)
        json["likelihood"] = {{"value", event.likelihood->bits},
                              {"error", event.likelihood->error}};
    if (event.patterns)
        json["patterns"] = {{"bits", partsJson(event.patterns->bits)},
                            {"draws", event.patterns->draws},
                            {"agreement",
                             {{"any_cells", event.patterns->anyCells},
                              {"like_readings", event.patterns->likeReadings},
                              {"two_draws", event.patterns->twoDraws}}}};
    if (!withMaps)
        return json;
    json["maps"] = Json::object();
    for (const CellMap& map : informationMaps(event))
        json["maps"][map.name] = {
            {"title", map.title}, {"unit", map.unit}, {"level", map.level}, {"value", map.value}};
    return json;
}
} // namespace

std::string informationJson(const FileInformation& information, bool withMaps) {
    Json json = sourceJson(information.source);
    const MeanInformation mean = information.mean();
    json["events"] = information.events.size();
    json["mean"] = {{"reading", measuredJson(mean.reading)},
                    {"training", measuredJson(mean.training)},
                    {"coin_flip", measuredJson(mean.coinFlip)},
                    {"coin_flip_of_lr_sums", measuredJson(mean.coinFlipOfSums)},
                    {"total", measuredJson(mean.total)},
                    {"excess", measuredJson(mean.excess)},
                    {"likelihood", measuredJson(mean.likelihood)},
                    {"likelihood_less_coin_flip", measuredJson(mean.likelihoodDifference)},
                    {"patterns",
                     {{"reading", measuredJson(mean.patternReading)},
                      {"training", measuredJson(mean.patternTraining)},
                      {"coin_flip", measuredJson(mean.patternCoinFlip)}}}};
    json["per_event"] = Json::array();
    for (const EventInformation& event : information.events)
        json["per_event"].push_back(eventJson(event, withMaps));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace calolens
