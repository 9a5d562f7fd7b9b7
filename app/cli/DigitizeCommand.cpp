// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "EventRange.h"
#include "Interrupt.h"
#include "Progress.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "event/EventWriter.h"
#include "simulation/Digitizer.h"
#include "version/Version.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <memory>

namespace calolens::cli {

namespace {
struct Options {
    std::string deposits, output, preset, events;
    std::uint64_t seed = 1;
};

/// The maker's own words: JSON if they are, text if not.
nlohmann::json parsedOrText(const std::string& text) {
    auto json = nlohmann::json::parse(text, nullptr, false);
    return json.is_discarded() ? nlohmann::json(text) : json;
}

std::string provenance(const Options& options, const DepositsFile& deposits, EventRange range) {
    return nlohmann::json{{"program", "CaloLens"},
                          {"version", programVersion()},
                          {"command", "digitize"},
                          {"preset", options.preset},
                          {"seed", options.seed},
                          {"source",
                           {{"file", deposits.path().filename().string()},
                            {"events", {range.first, range.last}},
                            {"provenance", parsedOrText(deposits.provenance())}}}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void checkNoise(const DepositsFile& deposits, const DigitizerPreset& preset) {
    const auto& layers = deposits.detector().layers;
    for (std::size_t i = 0; i < layers.size() && std::cmp_less(i, preset.layers); ++i)
        if (!(layers[i].noise > 0))
            throw FileError({deposits.path().string(), {}, {}},
                            fmt::format("the noise of layer {} is not known: give it in the "
                                        "attribute 'layer_noise_mev'",
                                        layers[i].name));
}

void digitize(const Options& options) {
    const auto deposits = DepositsFile::open(options.deposits);
    std::error_code ignored;
    if (std::filesystem::equivalent(options.deposits, options.output, ignored))
        throw UsageError(fmt::format("{} would be overwritten by its own events", options.output));
    const EventRange range = parseEventRange(options.events, deposits->size());
    const DigitizerPreset& preset = digitizerPreset(options.preset);
    checkNoise(*deposits, preset);
    const Digitizer digitizer(preset, deposits->detector(), deposits->granularity(), options.seed);
    EventWriter writer(options.output, *digitizer.readout(), provenance(options, *deposits, range));

    Progress progress("digitizing", "events", range.last - range.first);
    std::int64_t event = range.first, empty = 0;
    for (; event < range.last && !interrupted(); ++event) {
        const Event digitized = digitizer.digitize(deposits->read(event));
        empty += digitized.lr().size() == 0 ? 1 : 0;
        writer.append(digitized);
        progress.update(event + 1 - range.first);
    }
    writer.finish();
    if (empty > 0)
        spdlog::info("{} events left no cluster and have no cells", empty);
    if (event < range.last)
        throw Error(fmt::format("stopped after {} of {} events, which {} holds",
                                event - range.first, range.last - range.first, options.output));
    spdlog::info("wrote {} events to {}", range.last - range.first, options.output);
}
} // namespace

void addDigitizeCommand(CLI::App& app) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "digitize", "Turns a simulation's energy deposits into events: sums cells, adds the noise "
                    "of the readout, finds clusters");
    command->add_option("deposits", options->deposits, "deposits file")->required();
    command->add_option("-o,--output", options->output, "event file to write")->required();
    std::string presets;
    for (const DigitizerPreset& preset : digitizerPresets())
        presets += fmt::format("\n  {}: {}", preset.name, preset.description);
    command->add_option("--preset", options->preset, "readout:" + presets)->required();
    command->add_option("--seed", options->seed, "seed of the noise")->capture_default_str();
    command->add_option("--events", options->events, eventRangeHelp);
    command->callback([options] { digitize(*options); });
}

} // namespace calolens::cli
