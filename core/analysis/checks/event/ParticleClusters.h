// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/EventPicture.h"
#include "analysis/Observables.h"
#include "analysis/checks/EventEvidence.h"

#include <span>
#include <vector>

namespace calolens {

/// What a simple reconstruction makes of a picture: a group of cells around a maximum.
struct PictureCluster {
    double energy = 0; ///< MeV, of all layers
    EtaPhi at;         ///< energy-weighted centre in the layer of the maxima
};

/// Clusters of a picture: one per local maximum (localMaxima, its criteria) of the thickest
/// electromagnetic layer; each cell with energy belongs to the nearest maximum.
[[nodiscard]] std::vector<PictureCluster> pictureClusters(const EventPicture& picture,
                                                          const Readout& readout);

/// Clusters against the true particles, matched one to one, the nearest pairs first.
struct ClusterMatch {
    int clusters = 0;
    int particles = 0;
    int matched = 0;
    double energyError =
        0;            ///< mean |E_cluster - E_particle| / E_particle of matched pairs; NaN: none
    double angle = 0; ///< mean deltaR of matched pairs; NaN if there are none
};
[[nodiscard]] ClusterMatch matchClusters(std::span<const PictureCluster> clusters,
                                         std::span<const Particle> particles);

/// The three pictures of an event, each against its particles. Needs draws, truth and particles.
struct DownstreamMatch {
    ClusterMatch lr, mean, truth;
};
[[nodiscard]] DownstreamMatch downstreamMatch(const EventEvidence& evidence);

} // namespace calolens
