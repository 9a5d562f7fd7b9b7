// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/LrClusters.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace calolens {

namespace {

bool touch(const CellBounds& a, const CellBounds& b) {
    constexpr double reach = 1e-9;
    const double eta = std::abs(a.eta() - b.eta());
    const double phi = std::abs(std::remainder(a.phi() - b.phi(), 2.0 * std::numbers::pi));
    return eta <= 0.5 * (a.etaHigh - a.etaLow + b.etaHigh - b.etaLow) + reach &&
           phi <= 0.5 * (a.phiHigh - a.phiLow + b.phiHigh - b.phiLow) + reach;
}

double energyOf(const CellSet& cells, const std::vector<std::size_t>& indices) {
    return std::accumulate(indices.begin(), indices.end(), 0.0,
                           [&](double sum, std::size_t i) { return sum + cells.energy[i]; });
}

} // namespace

std::vector<std::vector<std::size_t>> lrClusters(const Event& event) {
    const CellSet& cells = event.lr();
    std::vector<CellBounds> bounds;
    bounds.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
        bounds.push_back(
            cellBounds(event.readout->detector, event.readout->levels.front(), cells.id(i)));

    std::vector<std::vector<std::size_t>> clusters;
    std::vector<std::size_t> left(cells.size());
    std::iota(left.begin(), left.end(), std::size_t{0});
    while (!left.empty()) {
        std::vector<std::size_t> cluster{left.back()};
        left.pop_back();
        for (std::size_t next = 0; next < cluster.size(); ++next) {
            const CellBounds& from = bounds[cluster[next]];
            const auto apart = std::partition(
                left.begin(), left.end(), [&](std::size_t i) { return !touch(from, bounds[i]); });
            cluster.insert(cluster.end(), apart, left.end());
            left.erase(apart, left.end());
        }
        clusters.push_back(std::move(cluster));
    }
    std::stable_sort(clusters.begin(), clusters.end(), [&](const auto& a, const auto& b) {
        return energyOf(cells, a) > energyOf(cells, b);
    });
    return clusters;
}

std::vector<std::size_t> mainLrCells(const Event& event, double share) {
    std::vector<std::size_t> kept;
    double strongest = 0;
    for (const auto& cluster : lrClusters(event)) {
        const double energy = energyOf(event.lr(), cluster);
        strongest = std::max(strongest, energy);
        if (kept.empty() || energy >= share * strongest)
            kept.insert(kept.end(), cluster.begin(), cluster.end());
    }
    std::sort(kept.begin(), kept.end());
    return kept;
}

} // namespace calolens
