// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/summary/FeatureModel.h"
#include "error/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace calolens {

std::string FeatureModel::toJson() const {
    nlohmann::ordered_json json;
    json["names"] = m_names;
    json["log_energy"] = {m_lowest, m_highest};
    for (const Column& column : m_columns) {
        json["mean"].push_back(column.mean);
        json["log_width"].push_back(column.logWidth);
        json["range"].push_back(column.range);
    }
    json["precision"] = m_precision;
    json["mahalanobis_range"] = m_mahalanobisRange;
    json["quantiles"] = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < m_quantiles.size(); ++i)
        json["quantiles"].push_back({{"p", quantiles[i]}, {"distance", m_quantiles[i]}});
    return json.dump();
}

FeatureModel FeatureModel::fromJson(const std::string& text) {
    try {
        const auto json = nlohmann::json::parse(text);
        FeatureModel model;
        model.m_names = json.at("names").get<std::vector<std::string>>();
        model.m_lowest = json.at("log_energy").at(0).get<double>();
        model.m_highest = json.at("log_energy").at(1).get<double>();
        model.m_centre = 0.5 * (model.m_lowest + model.m_highest);
        const std::size_t n = model.m_names.size();
        for (std::size_t c = 0; c < n; ++c) {
            Column column;
            for (std::size_t p = 0; p < 3; ++p)
                column.mean[p] = json.at("mean").at(c).at(p).get<double>();
            for (std::size_t p = 0; p < 2; ++p) {
                column.logWidth[p] = json.at("log_width").at(c).at(p).get<double>();
                column.range[p] = json.at("range").at(c).at(p).get<double>();
            }
            model.m_columns.push_back(column);
        }
        model.m_precision = json.at("precision").get<std::vector<double>>();
        model.m_mahalanobisRange = json.at("mahalanobis_range").get<double>();
        for (std::size_t i = 0; i < std::size(quantiles); ++i)
            model.m_quantiles.push_back(json.at("quantiles").at(i).at("distance").get<double>());
        if (model.m_precision.size() != n * n || !std::isfinite(model.m_centre))
            throw UsageError("the summary's numbers do not fit together");
        return model;
    } catch (const nlohmann::json::exception& error) {
        throw UsageError(fmt::format("the summary cannot be read: {}", error.what()));
    }
}

} // namespace calolens
