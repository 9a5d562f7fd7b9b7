// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/InputLies.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace calolens {

namespace {
/// An event of two levels from energies per LR cell and, where known, per HR cell; the children of
/// a cell come in the order that the format asks for.
Event rebuilt(const Event& like, const std::map<CellId, float>& lr,
              const std::map<CellId, float>& hr, bool hasTruth) {
    Event event = like;
    event.levels = {CellSet{}, CellSet{}};
    const Granularity& coarse = like.readout->levels.front();
    const Granularity& fine = like.readout->levels.back();
    for (const auto& [cell, energy] : lr) {
        const auto parent = static_cast<std::int32_t>(event.levels[0].size());
        event.levels[0].append(cell, energy);
        const int factor = coarse.factorTo(fine, cell.layer);
        for (int k = 0; k < factor * factor; ++k) {
            const CellId child = childOf(cell, factor, k);
            const auto found = hr.find(child);
            event.levels[1].append(child, found == hr.end() ? 0.0F : found->second);
            event.levels[1].parent.push_back(parent);
        }
    }
    if (!hasTruth)
        event.levels[1].energy.clear();
    return event;
}

/// What is left of an event and its draws if only some LR cells are kept.
Testimony withoutCells(const Testimony& all, const std::vector<bool>& kept) {
    std::map<CellId, float> lr, hr;
    const CellSet& coarse = all.event.lr();
    const CellSet& fine = all.event.hr();
    for (std::size_t j = 0; j < coarse.size(); ++j)
        if (kept[j])
            lr.emplace(coarse.id(j), coarse.energy[j]);
    std::map<CellId, std::size_t> before;
    for (std::size_t i = 0; i < fine.size(); ++i) {
        before.emplace(fine.id(i), i);
        if (all.event.hasTruth())
            hr.emplace(fine.id(i), fine.energy[i]);
    }
    Testimony left{rebuilt(all.event, lr, hr, all.event.hasTruth()), all.prediction};
    left.prediction.cells = left.event.hr().size();
    left.prediction.energy.clear();
    for (int k = 0; k < all.prediction.samples; ++k)
        for (std::size_t i = 0; i < left.event.hr().size(); ++i)
            left.prediction.energy.push_back(
                all.prediction.energy[static_cast<std::size_t>(k) * all.prediction.cells +
                                      before.at(left.event.hr().id(i))]);
    return left;
}

void addCells(std::map<CellId, float>& sums, const CellSet& cells, float factor) {
    if (cells.energy.size() == cells.size())
        for (std::size_t i = 0; i < cells.size(); ++i)
            sums[cells.id(i)] += factor * cells.energy[i];
}
} // namespace

Testimony rescaleInput(const Testimony& honest, const Testimony& /*other*/, double size,
                       RandomStream& /*random*/) {
    Testimony lie = honest;
    for (float& energy : lie.event.levels.front().energy)
        energy *= static_cast<float>(size);
    return lie;
}

Testimony raiseNoise(const Testimony& honest, const Testimony& /*other*/, double size,
                     RandomStream& random) {
    Testimony lie = honest;
    CellSet& lr = lie.event.levels.front();
    const double extra = std::sqrt(std::max(0.0, size * size - 1));
    std::vector<bool> kept;
    for (std::size_t j = 0; j < lr.size(); ++j) {
        const double noise = lie.event.readout->detector.layers.at(lr.layer[j]).noise;
        lr.energy[j] += static_cast<float>(extra * noise * random.normal());
        kept.push_back(lr.energy[j] > 0 || honest.event.lr().energy[j] <= 0);
    }
    return withoutCells(lie, kept);
}

Testimony dropLayer(const Testimony& honest, const Testimony& /*other*/, double size,
                    RandomStream& /*random*/) {
    std::map<CellId, float> lr, hr;
    addCells(lr, honest.event.lr(), 1);
    addCells(hr, honest.event.hr(), 1);
    const auto layer = static_cast<int>(std::lround(size));
    std::erase_if(lr, [layer](const auto& entry) { return entry.first.layer == layer; });
    return {rebuilt(honest.event, lr, hr, honest.event.hasTruth()), {}};
}

Testimony pileUp(const Testimony& honest, const Testimony& other, double size,
                 RandomStream& /*random*/) {
    std::map<CellId, float> lr, hr;
    const auto factor = static_cast<float>(size);
    addCells(lr, honest.event.lr(), 1);
    addCells(lr, other.event.lr(), factor);
    addCells(hr, honest.event.hr(), 1);
    addCells(hr, other.event.hr(), factor);
    Testimony lie{rebuilt(honest.event, lr, hr, honest.event.hasTruth() && other.event.hasTruth()),
                  {}};
    for (Particle particle : other.event.particles) {
        particle.energy *= factor;
        lie.event.particles.push_back(particle);
    }
    return lie;
}

} // namespace calolens
