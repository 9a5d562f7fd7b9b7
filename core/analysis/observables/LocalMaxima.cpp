// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/observables/LocalMaxima.h"

#include "analysis/Observables.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <numeric>
#include <unordered_map>

namespace calolens {

namespace {
constexpr double twoPi = 2.0 * std::numbers::pi;

/// Sets of cells, each with the index of its highest one.
class Peaks {
public:
    explicit Peaks(std::size_t size)
        : m_parent(size) {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }
    /// The highest cell of the set: cells come in descending order, so it is the lowest index.
    std::size_t find(std::size_t i) {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void join(std::size_t high, std::size_t low) { m_parent[low] = high; }

private:
    std::vector<std::size_t> m_parent;
};

/// Position of a particle in cells of a layer.
CellId cellOf(const EventPicture& picture, int layer, const Particle& particle) {
    const LayerGrid grid = picture.granularity->grid(layer);
    const double etaMax = picture.detector->etaMax;
    const double eta = (particle.eta + etaMax) / (2 * etaMax) * grid.nEta;
    const double turns = particle.phi / twoPi;
    const double phi = (turns - std::floor(turns)) * grid.nPhi;
    return {static_cast<std::uint8_t>(layer),
            static_cast<std::uint16_t>(std::clamp(static_cast<int>(eta), 0, grid.nEta - 1)),
            static_cast<std::uint16_t>(std::clamp(static_cast<int>(phi), 0, grid.nPhi - 1))};
}

bool touching(CellId a, CellId b, int nPhi) {
    const int dPhi = std::abs(a.iphi - b.iphi);
    return std::abs(a.ieta - b.ieta) <= 1 && std::min(dPhi, nPhi - dPhi) <= 1;
}
} // namespace

int maximaLayer(const Readout& readout) {
    int best = 0;
    double thickest = 0;
    for (int layer = 0; layer < readout.levels.back().layerCount(); ++layer) {
        const Layer& l = readout.detector.layers.at(static_cast<std::size_t>(layer));
        if (l.kind == LayerKind::Electromagnetic && l.depthEnd - l.depthStart > thickest) {
            thickest = l.depthEnd - l.depthStart;
            best = layer;
        }
    }
    return best;
}

std::vector<LocalMaximum> localMaxima(const EventPicture& picture, int layer,
                                      const MaximaCriteria& criteria) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (picture.cells->layer[i] == layer && picture.energy[i] > 0)
            order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return picture.energy[a] != picture.energy[b] ? picture.energy[a] > picture.energy[b]
                                                      : a < b;
    });
    const int nPhi = picture.granularity->grid(layer).nPhi;
    const auto key = [nPhi](int eta, int phi) { return eta * nPhi + (phi + nPhi) % nPhi; };

    // Cells come in, the highest first: each starts a maximum or joins those around it, and where
    // two maxima meet the lower one ends.
    std::unordered_map<int, std::size_t> seen;
    Peaks peaks(order.size());
    std::vector<double> saddle(order.size(), 0);
    for (std::size_t k = 0; k < order.size(); ++k) {
        const CellId cell = picture.cells->id(order[k]);
        for (int dEta = -1; dEta <= 1; ++dEta)
            for (int dPhi = -1; dPhi <= 1; ++dPhi) {
                const auto found = seen.find(key(cell.ieta + dEta, cell.iphi + dPhi));
                if (found == seen.end())
                    continue;
                const std::size_t there = peaks.find(found->second), here = peaks.find(k);
                if (there == here)
                    continue;
                const std::size_t high = std::min(there, here), low = std::max(there, here);
                saddle[low] = picture.energy[order[k]];
                peaks.join(high, low);
            }
        seen.emplace(key(cell.ieta, cell.iphi), k);
    }
    std::vector<LocalMaximum> maxima;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const double energy = picture.energy[order[k]];
        if (energy < criteria.threshold)
            break;
        if (energy - saddle[k] >= criteria.valley * energy && saddle[k] < energy)
            maxima.push_back({picture.cells->id(order[k]), energy, saddle[k]});
    }
    return maxima;
}

bool showsTwoMaxima(const EventPicture& picture, int layer, const std::vector<LocalMaximum>& maxima,
                    const Particle& a, const Particle& b) {
    const int nPhi = picture.granularity->grid(layer).nPhi;
    const CellId cellA = cellOf(picture, layer, a), cellB = cellOf(picture, layer, b);
    for (std::size_t i = 0; i < maxima.size(); ++i)
        for (std::size_t j = 0; j < maxima.size(); ++j)
            if (i != j && touching(maxima[i].cell, cellA, nPhi) &&
                touching(maxima[j].cell, cellB, nPhi))
                return true;
    return false;
}

std::vector<std::pair<std::size_t, std::size_t>> closePairs(const Event& event, int layer) {
    const LayerGrid grid = event.readout->levels.front().grid(layer);
    const double reach =
        std::min(2 * event.readout->detector.etaMax / grid.nEta, twoPi / grid.nPhi);
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < event.particles.size(); ++i)
        for (std::size_t j = i + 1; j < event.particles.size(); ++j) {
            const Particle &a = event.particles[i], &b = event.particles[j];
            if (deltaR({a.eta, a.phi}, {b.eta, b.phi}) < reach)
                pairs.emplace_back(i, j);
        }
    return pairs;
}

} // namespace calolens
