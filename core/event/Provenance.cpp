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

namespace {
void add(std::vector<ProvenanceEntry>& entries, std::string key, std::string value) {
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    entries.push_back({std::move(key), std::move(value)});
}
} // namespace

std::vector<ProvenanceEntry> provenanceOf(const PredictionInfo& made) {
    std::vector<ProvenanceEntry> entries;
    add(entries, "model", made.model);
    add(entries, "model checksum", made.modelChecksum);
    add(entries, "sampler", made.sampler);
    add(entries, "schedule", made.schedule);
    add(entries, "steps", std::to_string(made.steps));
    add(entries, "network evaluations",
        made.evaluations > 0 ? std::to_string(made.evaluations) : "varying");
    add(entries, "seed", std::to_string(made.seed));
    add(entries, "draws", std::to_string(made.samples));
    add(entries, "predicted by", "CaloLens " + made.programVersion);
    return entries;
}

std::vector<ProvenanceEntry> provenanceOf(const EventComparison& comparison) {
    const Event& event = *comparison.event;
    std::vector<ProvenanceEntry> entries;
    add(entries, "source", comparison.source);
    add(entries, "event", std::to_string(event.number));
    add(entries, "detector", event.readout->detector.name);
    for (const Particle& p : event.particles)
        add(entries, "particle",
            fmt::format("{}, {} MeV, eta {}, phi {}", particleName(p.pdg), p.energy, p.eta, p.phi));
    add(entries, "truth", event.hasTruth() ? "known" : "not known");
    if (comparison.predicted.empty()) {
        add(entries, "predicted", "nothing");
        return entries;
    }
    add(entries, "predicted", comparison.predictedLabel);
    for (ProvenanceEntry& entry : provenanceOf(comparison.settings))
        entries.push_back(std::move(entry));
    return entries;
}

std::string inOneLine(const std::vector<ProvenanceEntry>& entries) {
    std::string line;
    for (const auto& [key, value] : entries)
        line += (line.empty() ? "" : "; ") + key + ": " + value;
    return line;
}

} // namespace calolens
