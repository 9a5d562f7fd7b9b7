// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "Interrupt.h"
#include "Progress.h"
#include "error/Error.h"
#include "event/DepositsFile.h"
#include "simulation/SimulationRun.h"
#include "version/Version.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <thread>

namespace calolens::cli {

namespace {
struct Options {
    std::string output, preset, energy, eta;
    std::int64_t events = 0;
    std::uint64_t seed = 1;
    int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
};

struct Range {
    double low = 0, high = 0;
};

double parseNumber(std::string_view part, const std::string& option, const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size())
        throw UsageError(fmt::format("{} {}: expected a number, or LOW:HIGH", option, text));
    return value;
}

/// Reads "LOW:HIGH". @return none if the text has no colon
std::optional<Range> parseRange(const std::string& option, const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    const std::string_view view = text;
    return Range{parseNumber(view.substr(0, colon), option, text),
                 parseNumber(view.substr(colon + 1), option, text)};
}

ParticleGun gunFor(const Options& options) {
    ParticleGun gun = particleGun(options.preset);
    if (!options.energy.empty()) {
        const auto given = parseRange("--energy", options.energy);
        const double one = given ? 0 : parseNumber(options.energy, "--energy", options.energy);
        const Range range = given.value_or(Range{one, one});
        gun.energyLow = range.low * 1e3;
        gun.energyHigh = range.high * 1e3;
    }
    if (!options.eta.empty()) {
        const auto given = parseRange("--eta", options.eta);
        const double one = given ? 0 : std::abs(parseNumber(options.eta, "--eta", options.eta));
        const Range range = given.value_or(Range{-one, one});
        gun.etaLow = range.low;
        gun.etaHigh = range.high;
    }
    return gun;
}

std::string provenance(const Options& options, const ParticleGun& gun) {
    return nlohmann::json{{"program", "CaloLens"},
                          {"version", programVersion()},
                          {"command", "simulate"},
                          {"method", "parametrised electromagnetic showers after hep-ex/0001020, "
                                     "tuned to Geant4 (docs/fast-simulation.md)"},
                          {"preset", options.preset},
                          {"seed", options.seed},
                          {"energy_gev", {gun.energyLow / 1e3, gun.energyHigh / 1e3}},
                          {"eta", {gun.etaLow, gun.etaHigh}}}
        .dump();
}

void simulate(const Options& options) {
    if (options.events < 1)
        throw UsageError(
            fmt::format("{} events were asked for, expected at least 1", options.events));
    const ParticleGun gun = gunFor(options);
    const SimulationRun run(gun, options.seed);
    const ShowerSimulator& simulator = run.simulator();
    DepositsWriter writer(options.output, simulator.detector(), simulator.granularity(),
                          provenance(options, gun));
    Progress progress("simulating", "events", options.events);
    std::int64_t done = 0;
    run.run(options.events, options.threads, [&](const DepositEvent& event) {
        writer.append(event);
        progress.update(++done);
        return !interrupted();
    });
    writer.finish();
    if (done < options.events)
        throw Error(fmt::format("stopped after {} of {} events, which {} holds", done,
                                options.events, options.output));
    spdlog::info("wrote {} events to {}", done, options.output);
}
} // namespace

void addSimulateCommand(CLI::App& app) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "simulate", "Simulates electrons and photons in COCOA's calorimeter with parametrised "
                    "showers, and writes their energy deposits (docs/fast-simulation.md)");
    command->add_option("-o,--output", options->output, "deposits file to write")->required();
    command->add_option("--events", options->events, "number of events")->required();
    std::string presets;
    for (const ParticleGun& gun : particleGuns())
        presets += fmt::format("\n  {}: {}", gun.name, gun.description);
    command->add_option("--preset", options->preset, "particles:" + presets)->required();
    command->add_option("--seed", options->seed, "seed of particles and showers")
        ->capture_default_str();
    command->add_option("--energy", options->energy,
                        "other kinetic energies, GeV: LOW:HIGH (log-uniform), or one number");
    command->add_option("--eta", options->eta,
                        "other pseudorapidities: LOW:HIGH, or X for -X:X (of the particle, or of "
                        "the axis of several)");
    command
        ->add_option("--threads", options->threads,
                     "threads; the events do not depend on their number")
        ->capture_default_str()
        ->check(CLI::Range(1, 1024));
    command->callback([options] { simulate(*options); });
}

} // namespace calolens::cli
