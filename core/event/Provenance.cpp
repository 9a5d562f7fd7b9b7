// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/Provenance.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace calolens {

std::string particleName(std::int32_t pdg) {
    switch (pdg) {
    case 11:
        return "electron";
    case -11:
        return "positron";
    case 13:
        return "muon";
    case -13:
        return "antimuon";
    case 22:
        return "photon";
    case 111:
        return "neutral pion";
    case 211:
        return "positive pion";
    case -211:
        return "negative pion";
    default:
        return fmt::format("PDG {}", pdg);
    }
}

std::vector<ProvenanceEntry> provenanceOf(const EventComparison& comparison) {
    const Event& event = *comparison.event;
    std::vector<ProvenanceEntry> entries;
    const auto add = [&entries](std::string key, std::string value) {
        std::replace_if(
            value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
        entries.push_back({std::move(key), std::move(value)});
    };
    add("source", comparison.source);
    add("event", std::to_string(event.number));
    add("detector", event.readout->detector.name);
    for (const Particle& p : event.particles)
        add("particle",
            fmt::format("{}, {} MeV, eta {}, phi {}", particleName(p.pdg), p.energy, p.eta, p.phi));
    add("truth", event.hasTruth() ? "known" : "not known");
    if (comparison.predicted.empty()) {
        add("predicted", "nothing");
        return entries;
    }
    const PredictionInfo& made = comparison.settings;
    add("predicted", comparison.predictedLabel);
    add("model", made.model);
    add("model checksum", made.modelChecksum);
    add("sampler", made.sampler);
    add("schedule", made.schedule);
    add("steps", std::to_string(made.steps));
    add("network evaluations", std::to_string(made.evaluations));
    add("seed", std::to_string(made.seed));
    add("draws", std::to_string(made.samples));
    add("predicted by", "CaloLens " + made.programVersion);
    return entries;
}

} // namespace calolens
