// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/StressJson.h"

#include <nlohmann/json.hpp>

namespace calolens {

std::string stressJson(const CheckedSource& source, std::span<const LieDetection> detections) {
    using Json = nlohmann::ordered_json;
    Json json{{"format", "calolens-stress"},
              {"version", 1},
              {"source", source.file},
              {"prediction", source.prediction ? Json(source.prediction->name) : Json(nullptr)},
              {"model", source.prediction ? Json(source.prediction->model) : Json(nullptr)},
              {"inputs", source.inputs.empty() ? Json(nullptr) : Json(source.inputs)},
              {"seed", source.seed},
              {"false_alarms", {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1}}};
    json["lies"] = Json::array();
    for (const Lie& lie : lies())
        json["lies"].push_back(
            {{"name", lie.id}, {"title", lie.name}, {"size", lie.size}, {"of_input", lie.ofInput}});
    json["detections"] = Json::array();
    for (const LieDetection& d : detections)
        json["detections"].push_back(
            {{"lie", d.lie},
             {"size", d.size},
             {"check", d.check},
             {"honest", d.honest},
             {"lying", d.lying},
             {"auc", {{"value", d.auc.value}, {"error", d.auc.error}}},
             {"caught_at_5_percent", {{"value", d.caught.value}, {"error", d.caught.error}}},
             {"roc", d.roc},
             {"flagged", d.flagged},
             {"honest_flagged", d.honestFlagged}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace calolens
