// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ViewSettingsJson.h"

#include "comparison/ColourMap.h"
#include "error/Error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

namespace calolens {

namespace {

using Json = nlohmann::ordered_json;

// The names of each enumeration's values, in their order.
constexpr std::array<std::string_view, 3> names(CellStyle) {
    return {"tiles", "boxes", "points"};
}
constexpr std::array<std::string_view, 6> names(PaneArrangement) {
    return {"across", "two-by-two", "single", "wipe", "crossfade", "flicker"};
}
constexpr std::array<std::string_view, paneRoleCount> names(PaneRole) {
    return {"lr", "predicted", "truth", "difference", "reference", "run-difference", "map"};
}

/// Calls what(key, member) for every member: the one list that writing and reading share.
template<typename Settings, typename Visitor>
void visit(Settings& s, Visitor&& what) {
    what("threshold_mev", s.thresholdMeV);
    what("layer_visible", s.layerVisible);
    what("log_scale", s.logScale);
    what("colour_map", s.colourMap);
    what("style", s.style);
    what("size_by_energy", s.sizeByEnergy);
    what("cell_scale", s.cellScale);
    what("opacity", s.opacity);
    what("layer_gap_mm", s.layerGapMm);
    what("show_detector", s.showDetector);
    what("show_window", s.showWindow);
    what("show_particles", s.showParticles);
    what("show_axes", s.showAxes);
    what("arrangement", s.arrangement);
    what("single_pane", s.singlePane);
    what("show_difference", s.showDifference);
    what("blend_first", s.blendFirst);
    what("blend_second", s.blendSecond);
    what("blend", s.blend);
    what("flicker_seconds", s.flickerSeconds);
    what("show_maps", s.showMaps);
    what("map_layer", s.mapLayer);
    what("difference_map", s.differenceMap);
    what("shared_range", s.sharedRange);
    what("range_low_mev", s.rangeLowMeV);
    what("range_high_mev", s.rangeHighMeV);
    what("legend_floats", s.legendFloats);
    what("legend_x", s.legendX);
    what("legend_y", s.legendY);
    what("clip_eta", s.clipEta);
    what("clip_phi", s.clipPhi);
    what("clip_depth", s.clipDepth);
}

struct Writer {
    Json& json;
    template<typename T>
    void operator()(const char* key, const T& value) const {
        if constexpr (std::is_enum_v<T>)
            json[key] = names(value).at(static_cast<std::size_t>(value));
        else
            json[key] = value;
    }
};

struct Reader {
    const Json& json;
    std::vector<std::string>& keys; ///< that were asked for
    template<typename T>
    void operator()(const char* key, T& value) const {
        keys.emplace_back(key);
        const auto found = json.find(key);
        if (found == json.end())
            return;
        if constexpr (std::is_enum_v<T>) {
            const auto known = names(T{});
            const auto name =
                std::find(known.begin(), known.end(), found->template get<std::string>());
            if (name == known.end())
                throw UsageError(fmt::format("{}: there is no {}", key, found->dump()));
            value = static_cast<T>(name - known.begin());
        } else {
            T read = found->template get<T>();
            if constexpr (std::is_floating_point_v<T>)
                if (!std::isfinite(read))
                    throw UsageError(fmt::format("{}: it is not finite", key));
            value = std::move(read);
        }
    }
};

/// What no control of the window could have set becomes what it could have; a colour map that this
/// program does not know becomes the usual one.
void makeSensible(ViewSettings& s) {
    const ViewSettings usual;
    const auto known = [](const auto& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (!known(colourMapNames(), s.colourMap))
        s.colourMap = usual.colourMap;
    if (!known(divergingColourMapNames(), s.differenceMap))
        s.differenceMap = usual.differenceMap;
    constexpr double LargestScale = 4, LargestGapMm = 10000;
    s.thresholdMeV = std::max(s.thresholdMeV, 0.0);
    s.cellScale = std::clamp(s.cellScale, 0.01, LargestScale);
    s.opacity = std::clamp(s.opacity, 0.0, 1.0);
    s.layerGapMm = std::clamp(s.layerGapMm, 0.0, LargestGapMm);
    s.blend = std::clamp(s.blend, 0.0, 1.0);
    if (s.flickerSeconds != 0)
        s.flickerSeconds = std::max(s.flickerSeconds, ViewSettings::FastestFlickerSeconds);
    s.mapLayer = std::max(s.mapLayer, -1);
    for (double* clip : {&s.clipEta, &s.clipPhi, &s.clipDepth})
        *clip = std::clamp(*clip, -1.0, 1.0);
}

/// Ascending cells as [first, last] of each run without a gap: short where many are selected.
Json runsOf(const std::vector<std::size_t>& cells) {
    Json runs = Json::array();
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (i > 0 && cells[i] == cells[i - 1] + 1)
            runs.back().at(1) = cells[i];
        else
            runs.push_back({cells[i], cells[i]});
    return runs;
}

std::vector<std::size_t> cellsOf(const Json& runs) {
    constexpr std::size_t Most = 4'194'304; // cells of an event file's event
    std::vector<std::size_t> cells;
    for (const Json& run : runs) {
        const auto first = run.at(0).get<std::size_t>(), last = run.at(1).get<std::size_t>();
        if (last < first || last >= Most || (!cells.empty() && first <= cells.back()))
            throw UsageError("selection: its cells are not ascending");
        for (std::size_t cell = first; cell <= last; ++cell)
            cells.push_back(cell);
    }
    return cells;
}

Json toJson(const Point3& point) {
    return {point.x, point.y, point.z};
}

Point3 pointFrom(const Json& json) {
    return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>()};
}

} // namespace

std::string toJson(const LookedAt& looked) {
    Json json;
    visit(looked.settings, Writer{json});
    if (looked.camera)
        json["camera"] = {{"position_mm", toJson(looked.camera->position)},
                          {"focal_point_mm", toJson(looked.camera->focalPoint)},
                          {"view_up", toJson(looked.camera->viewUp)},
                          {"view_angle_deg", looked.camera->viewAngle}};
    if (looked.pinned)
        json["pinned"] = {{"level", looked.pinned->level}, {"index", looked.pinned->index}};
    if (!looked.selection.empty())
        json["selection"] = {{"level", looked.selection.level},
                             {"cells", runsOf(looked.selection.cells)}};
    return json.dump();
}

LookedAt lookedAtFromJson(std::string_view text) {
    try {
        const auto json = Json::parse(text);
        LookedAt looked;
        std::vector<std::string> known{"camera", "pinned", "selection"};
        visit(looked.settings, Reader{json, known});
        makeSensible(looked.settings);
        if (const auto camera = json.find("camera"); camera != json.end())
            looked.camera = {
                pointFrom(camera->at("position_mm")), pointFrom(camera->at("focal_point_mm")),
                pointFrom(camera->at("view_up")), camera->at("view_angle_deg").get<double>()};
        if (const auto pinned = json.find("pinned"); pinned != json.end())
            looked.pinned = {pinned->at("level").get<int>(),
                             pinned->at("index").get<std::size_t>()};
        if (const auto selection = json.find("selection"); selection != json.end())
            looked.selection = {selection->at("level").get<int>(), cellsOf(selection->at("cells"))};
        for (const auto& [key, value] : json.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                looked.unknownKeys.push_back(key);
        return looked;
    } catch (const nlohmann::json::exception& error) {
        throw UsageError(fmt::format("the view cannot be read: {}", error.what()));
    }
}

LookedAt lookedAtInWindow(std::string_view window) {
    if (window.empty())
        return {};
    const auto json = Json::parse(window, nullptr, false);
    if (json.is_discarded())
        throw UsageError("the window's part of the session cannot be read");
    const auto view = json.find("view");
    return view == json.end() ? LookedAt() : lookedAtFromJson(view->dump());
}

} // namespace calolens
