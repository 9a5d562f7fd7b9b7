// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/ParticleClusters.h"

#include "analysis/observables/LocalMaxima.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace calolens {

namespace {
/// Sums that give a cluster's energy and centre; phi relative to the maximum.
struct Sums {
    EtaPhi maximum;
    double energy = 0, weight = 0, eta = 0, phi = 0;
};

EtaPhi centreOf(const EventPicture& picture, CellId cell) {
    const CellBounds bounds = cellBounds(*picture.detector, *picture.granularity, cell);
    return {bounds.eta(), bounds.phi()};
}
} // namespace

std::vector<PictureCluster> pictureClusters(const EventPicture& picture, const Readout& readout) {
    const int layer = maximaLayer(readout);
    std::vector<Sums> sums;
    for (const LocalMaximum& maximum : localMaxima(picture, layer))
        sums.push_back({centreOf(picture, maximum.cell)});
    if (sums.empty())
        return {};
    for (std::size_t i = 0; i < picture.size(); ++i) {
        const double energy = picture.energy[i];
        if (!(energy > 0))
            continue;
        const EtaPhi at = centreOf(picture, picture.cells->id(i));
        Sums& nearest =
            *std::min_element(sums.begin(), sums.end(), [&](const Sums& a, const Sums& b) {
                return deltaR(at, a.maximum) < deltaR(at, b.maximum);
            });
        nearest.energy += energy;
        if (picture.cells->layer[i] != layer)
            continue;
        nearest.weight += energy;
        nearest.eta += energy * at.eta;
        nearest.phi += energy * deltaPhi(at.phi, nearest.maximum.phi);
    }
    std::vector<PictureCluster> clusters;
    for (const Sums& s : sums)
        clusters.push_back({s.energy, {s.eta / s.weight, s.maximum.phi + s.phi / s.weight}});
    return clusters;
}

ClusterMatch matchClusters(std::span<const PictureCluster> clusters,
                           std::span<const Particle> particles) {
    struct Pair {
        std::size_t cluster, particle;
        double distance;
    };
    std::vector<Pair> pairs;
    for (std::size_t c = 0; c < clusters.size(); ++c)
        for (std::size_t p = 0; p < particles.size(); ++p)
            pairs.push_back({c, p, deltaR(clusters[c].at, {particles[p].eta, particles[p].phi})});
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.distance < b.distance; });
    std::vector<bool> clusterTaken(clusters.size()), particleTaken(particles.size());
    ClusterMatch match{static_cast<int>(clusters.size()), static_cast<int>(particles.size()), 0, 0,
                       0};
    for (const Pair& pair : pairs) {
        if (clusterTaken[pair.cluster] || particleTaken[pair.particle])
            continue;
        clusterTaken[pair.cluster] = particleTaken[pair.particle] = true;
        ++match.matched;
        match.angle += pair.distance;
        const double energy = particles[pair.particle].energy;
        match.energyError +=
            energy > 0 ? std::abs(clusters[pair.cluster].energy - energy) / energy : 0;
    }
    const double n = match.matched > 0 ? match.matched : std::numeric_limits<double>::quiet_NaN();
    match.angle /= n;
    match.energyError /= n;
    return match;
}

DownstreamMatch downstreamMatch(const EventEvidence& evidence) {
    const Event& event = evidence.event();
    const auto matchOf = [&](const EventPicture& picture) {
        return matchClusters(pictureClusters(picture, *event.readout), event.particles);
    };
    return {matchOf(lrPicture(event)), matchOf(hrPicture(event, evidence.mean())),
            matchOf(hrPicture(event, evidence.truth()))};
}

} // namespace calolens
