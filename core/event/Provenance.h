// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <string>
#include <vector>

namespace calolens {

/// One fact about where numbers come from.
struct ProvenanceEntry {
    std::string key;   ///< "model"
    std::string value; ///< one line
};

/// Where an exported comparison comes from: file, event, particles, and how the prediction was
/// made.
[[nodiscard]] std::vector<ProvenanceEntry> provenanceOf(const EventComparison& comparison);

/// How a prediction was made: model, checksum, sampler, schedule, steps, evaluations, seed, draws,
/// version of the program.
[[nodiscard]] std::vector<ProvenanceEntry> provenanceOf(const PredictionInfo& prediction);

/// "source: a.h5; event: 3; ..."
[[nodiscard]] std::string inOneLine(const std::vector<ProvenanceEntry>& entries);

/// Usual short name of a particle: "electron", "photon"; "PDG 2112" for those not known here.
[[nodiscard]] std::string particleName(std::int32_t pdg);

} // namespace calolens
