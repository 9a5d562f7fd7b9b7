// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "Interrupt.h"
#include "Progress.h"
#include "ProvenanceText.h"
#include "SamplerOptions.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "event/EventFile.h"
#include "event/FileFormat.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace calolens::cli {

namespace {
using Json = nlohmann::ordered_json;

struct Options {
    std::string file;
    bool json = false;
    bool check = false;
};

Json detectorJson(const Detector& detector) {
    Json layers = Json::array();
    for (const Layer& layer : detector.layers)
        layers.push_back(
            {{"name", layer.name},
             {"kind", layer.kind == LayerKind::Hadronic ? "hadronic" : "electromagnetic"},
             {"depth_mm", {layer.depthStart, layer.depthEnd}},
             {"sampling_fraction", layer.samplingFraction},
             {"noise_mev", layer.noise}});
    return {{"name", detector.name},
            {"inner_radius_mm", detector.innerRadius},
            {"eta_max", detector.etaMax},
            {"layers", layers}};
}

Json gridsJson(const Granularity& granularity) {
    Json grids = Json::array();
    for (const LayerGrid& grid : granularity.grids())
        grids.push_back({grid.nEta, grid.nPhi});
    return grids;
}

Json provenanceJson(const std::string& text) {
    auto json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json(text) : json;
}

Json predictionJson(const PredictionInfo& info) {
    return {{"name", info.name},
            {"model", info.model},
            {"model_checksum", info.modelChecksum},
            {"sampler", info.sampler},
            {"schedule", info.schedule},
            {"steps", info.steps},
            {"nfe", info.evaluations},
            {"seed", info.seed},
            {"samples", info.samples},
            {"program_version", info.programVersion}};
}

Json eventsJson(const EventFile& file) {
    Json levels = Json::array();
    for (int level = 0; level < file.readout()->levelCount(); ++level)
        levels.push_back(
            {{"cells", file.cellCount(level)},
             {"grids", gridsJson(file.readout()->levels[static_cast<std::size_t>(level)])}});
    Json predictions = Json::array();
    for (const PredictionInfo& info : file.predictions())
        predictions.push_back(predictionJson(info));
    return {{"file", file.path().string()},
            {"format", "calolens-events"},
            {"events", file.size()},
            {"particles", file.particleCount()},
            {"truth", file.hasTruth()},
            {"levels", levels},
            {"predictions", predictions},
            {"detector", detectorJson(file.readout()->detector)},
            {"provenance", provenanceJson(file.provenance())}};
}

Json depositsJson(const DepositsFile& file) {
    return {{"file", file.path().string()},
            {"format", "geant4-deposits"},
            {"events", file.size()},
            {"particles", file.particleCount()},
            {"cells", file.cellCount()},
            {"grids", gridsJson(file.granularity())},
            {"detector", detectorJson(file.detector())},
            {"provenance", provenanceJson(file.provenance())}};
}

std::string gridsText(const Json& grids) {
    std::string text;
    for (const Json& grid : grids)
        text += fmt::format("{}{} x {}", text.empty() ? "" : ", ", grid[0].get<int>(),
                            grid[1].get<int>());
    return text;
}

std::string perEvent(std::int64_t total, std::int64_t events) {
    return events > 0 ? fmt::format("{} ({:.1f} per event)", total,
                                    static_cast<double>(total) / static_cast<double>(events))
                      : fmt::format("{}", total);
}

/// The same as the JSON, to be read by people.
void print(const Json& info) {
    const auto events = info["events"].get<std::int64_t>();
    const bool native = info.contains("levels");
    fmt::print("{}\n", info["file"].get<std::string>());
    fmt::print("  {:<12} {}\n", "format",
               native ? "CaloLens events" : "energy deposits of a simulation");
    fmt::print("  {:<12} {}\n", "events", events);
    fmt::print("  {:<12} {}\n", "particles",
               perEvent(info["particles"].get<std::int64_t>(), events));
    const Json& detector = info["detector"];
    fmt::print("  {:<12} {}, {} layers, inner radius {} mm, |eta| < {}\n", "detector",
               detector["name"].get<std::string>(), detector["layers"].size(),
               detector["inner_radius_mm"].get<double>(), detector["eta_max"].get<double>());
    if (!native) {
        fmt::print("  {:<12} {}\n", "cells", perEvent(info["cells"].get<std::int64_t>(), events));
        fmt::print("  {:<12} {}\n", "grids", gridsText(info["grids"]));
    } else {
        for (std::size_t level = 0; level < info["levels"].size(); ++level) {
            const Json& entry = info["levels"][level];
            fmt::print("  {:<12} {} cells; grids (eta x phi) {}\n", fmt::format("level {}", level),
                       perEvent(entry["cells"].get<std::int64_t>(), events),
                       gridsText(entry["grids"]));
        }
        fmt::print("  {:<12} {}\n", "truth",
                   info["truth"].get<bool>() ? "yes" : "no (real data, or not kept)");
        for (const Json& p : info["predictions"])
            fmt::print("  {:<12} {}: model {}, {} on {}, {} steps ({}), {} draws, seed "
                       "{}\n",
                       "prediction", p["name"].get<std::string>(), p["model"].get<std::string>(),
                       p["sampler"].get<std::string>(), p["schedule"].get<std::string>(),
                       p["steps"].get<int>(), evaluationsText(p["nfe"].get<int>()),
                       p["samples"].get<int>(), p["seed"].get<std::uint64_t>());
    }
    if (const std::string text =
            provenanceText(info["provenance"].dump(-1, ' ', false, Json::error_handler_t::replace));
        !text.empty())
        fmt::print("  {:<12} {}\n", "made by", text);
}

/// Reads every event, so that every rule of the format is checked.
template<class File>
void checkEvents(const File& file) {
    Progress progress("checking", "events", file.size());
    for (std::int64_t event = 0; event < file.size(); ++event) {
        if (interrupted())
            throw Error(fmt::format("stopped after checking {} of {} events", event, file.size()));
        (void)file.read(event);
        if constexpr (std::is_same_v<File, EventFile>)
            for (const PredictionInfo& info : file.predictions())
                (void)file.prediction(info.name, event);
        progress.update(event + 1);
    }
}

void info(const Options& options) {
    Json result;
    if (detectFormat(options.file) == FileFormat::Events) {
        const auto file = EventFile::open(options.file);
        if (options.check)
            checkEvents(*file);
        result = eventsJson(*file);
    } else {
        const auto file = DepositsFile::open(options.file);
        if (options.check)
            checkEvents(*file);
        result = depositsJson(*file);
    }
    if (options.check)
        result["checked"] = true;
    if (options.json)
        fmt::print("{}\n", result.dump(2, ' ', false, Json::error_handler_t::replace));
    else
        print(result);
    if (options.check && !options.json)
        fmt::print("  {:<12} every event keeps the rules of the format\n", "checked");
}
} // namespace

void addInfoCommand(CLI::App& app) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("info", "Says what is in an event or deposits file");
    command->add_option("file", options->file, "event or deposits file")->required();
    command->add_flag("--json", options->json, "print JSON (docs/file-format.md)");
    command->add_flag("--check", options->check, "read and check every event");
    command->callback([options] { info(*options); });
}

} // namespace calolens::cli
