// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/ReadingTable.h"
#include "error/Error.h"
#include "event/CompanionFile.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace calolens {

namespace {
using Json = nlohmann::ordered_json;

/// Five digits are plenty for a statistic.
double rounded(double value) {
    return std::stod(fmt::format("{:.5g}", value));
}

Json layerJson(const LayerReadings& layer) {
    Json json{{"same_pattern", rounded(layer.samePattern)},
              {"sums_mev", Json::array()},
              {"bins", Json::array()}};
    for (const double sum : layer.sums)
        json["sums_mev"].push_back(rounded(sum));
    for (const ReadingBin& bin : layer.bins) {
        json["bins"].push_back({{"low", rounded(bin.low)},
                                {"cells", bin.cells},
                                {"sum_variance", rounded(bin.sumVariance)},
                                {"code_variance", rounded(bin.codeVariance)},
                                {"empty_cells", rounded(bin.emptyCells)},
                                {"same_pattern", rounded(bin.samePattern)}});
        if (bin.lineCells > 0)
            json["bins"].back()["line_cells"] = rounded(bin.lineCells);
    }
    return json;
}

LayerReadings layerOf(const nlohmann::json& json) {
    LayerReadings layer;
    json.at("same_pattern").get_to(layer.samePattern);
    json.at("sums_mev").get_to(layer.sums);
    for (const auto& entry : json.at("bins")) {
        ReadingBin& bin = layer.bins.emplace_back();
        entry.at("low").get_to(bin.low);
        entry.at("cells").get_to(bin.cells);
        entry.at("sum_variance").get_to(bin.sumVariance);
        entry.at("code_variance").get_to(bin.codeVariance);
        entry.at("empty_cells").get_to(bin.emptyCells);
        entry.at("same_pattern").get_to(bin.samePattern);
        bin.lineCells = entry.value("line_cells", 0.0);
    }
    return layer;
}
} // namespace

std::string ReadingTable::toJson() const {
    Json json{{"format", "calolens-readings"},
              {"version", 1},
              {"source", m_source},
              {"events", m_events},
              {"children", m_children},
              {"code",
               {{"floor_mev", m_code.floor},
                {"zero_mean", m_code.zeroMean},
                {"zero_spread", m_code.zeroSpread}}},
              {"layers", Json::array()}};
    if (!m_code.lines.empty()) {
        json["code"]["lines_mev"] = m_code.lines;
        json["code"]["line_width"] = m_code.lineWidth;
    }
    for (const LayerReadings& layer : m_layers)
        json["layers"].push_back(layerJson(layer));
    return json.dump() + "\n";
}

ReadingTable ReadingTable::read(const std::filesystem::path& path) {
    const std::string text = readCompanion(path);
    try {
        const auto json = nlohmann::json::parse(text);
        if (json.at("format") != "calolens-readings" || json.at("version") != 1)
            throw UsageError("it is no table of readings (calolens-readings, version 1)");
        const auto& code = json.at("code");
        std::vector<LayerReadings> layers;
        for (const auto& layer : json.at("layers"))
            layers.push_back(layerOf(layer));
        return {json.at("source").get<std::string>(),
                json.at("events").get<std::int64_t>(),
                json.at("children").get<int>(),
                {code.at("floor_mev").get<double>(), code.at("zero_mean").get<double>(),
                 code.at("zero_spread").get<double>(),
                 code.value("lines_mev", std::vector<double>{}), code.value("line_width", 0.5)},
                std::move(layers)};
    } catch (const nlohmann::json::exception& error) {
        throw FileError({path.string(), {}, {}},
                        fmt::format("it cannot be read: {}", error.what()));
    } catch (const UsageError& error) {
        throw FileError({path.string(), {}, {}}, error.what());
    }
}

} // namespace calolens
