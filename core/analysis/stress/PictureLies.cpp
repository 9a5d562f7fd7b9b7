// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/PictureLies.h"

#include "analysis/checks/EventEvidence.h"

#include <algorithm>
#include <map>
#include <optional>

namespace calolens {

namespace {
/// A place for a blob and its size in MeV; none if no cell has spread enough.
struct Blob {
    std::size_t cell;
    float energy;
};

std::optional<Blob> chooseBlob(const EventEvidence& evidence, std::optional<std::size_t> place,
                               double size, RandomStream& random) {
    // At a place that was asked for, also where the draws are sure of the energy.
    if (place && *place < evidence.spread().size())
        return Blob{*place, static_cast<float>(size * std::max<double>(leastBlobSpread,
                                                                       evidence.spread()[*place]))};
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < evidence.spread().size(); ++i)
        if (evidence.spread()[i] >= leastBlobSpread)
            places.push_back(i);
    if (places.empty())
        return std::nullopt;
    const std::size_t cell = places[random.below(static_cast<std::uint32_t>(places.size()))];
    return Blob{cell, static_cast<float>(size * evidence.spread()[cell])};
}

float& energyOf(Prediction& prediction, int draw, std::size_t cell) {
    return prediction.energy[static_cast<std::size_t>(draw) * prediction.cells + cell];
}

/// The hottest LR cell of each layer.
std::map<int, CellId> hottestCells(const Event& event) {
    std::map<int, std::size_t> hottest;
    const CellSet& lr = event.lr();
    for (std::size_t j = 0; j < lr.size(); ++j) {
        const auto [at, isNew] = hottest.try_emplace(lr.layer[j], j);
        if (!isNew && lr.energy[j] > lr.energy[at->second])
            at->second = j;
    }
    std::map<int, CellId> cells;
    for (const auto& [layer, j] : hottest)
        cells.emplace(layer, lr.id(j));
    return cells;
}

/// For each HR cell of `to`: which HR cell of `from` comes to lie on it.
std::vector<std::optional<std::size_t>> overlay(const Event& from, const Event& to) {
    const Granularity& coarse = to.readout->levels.front();
    const Granularity& fine = to.readout->levels.back();
    const auto fromHottest = hottestCells(from), toHottest = hottestCells(to);
    std::map<CellId, std::size_t> there;
    for (std::size_t i = 0; i < from.hr().size(); ++i)
        there.emplace(from.hr().id(i), i);
    std::vector<std::optional<std::size_t>> result(to.hr().size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const CellId cell = to.hr().id(i);
        const auto a = fromHottest.find(cell.layer), b = toHottest.find(cell.layer);
        if (a == fromHottest.end() || b == toHottest.end())
            continue;
        const int factor = coarse.factorTo(fine, cell.layer);
        const LayerGrid grid = fine.grid(cell.layer);
        const int eta = cell.ieta + factor * (a->second.ieta - b->second.ieta);
        const int phi = cell.iphi + factor * (a->second.iphi - b->second.iphi) + grid.nPhi;
        if (eta < 0 || eta >= grid.nEta)
            continue;
        const auto found = there.find({cell.layer, static_cast<std::uint16_t>(eta),
                                       static_cast<std::uint16_t>(phi % grid.nPhi)});
        if (found != there.end())
            result[i] = found->second;
    }
    return result;
}
} // namespace

Testimony addBlob(const Testimony& honest, const Testimony& /*other*/, double size,
                  RandomStream& random) {
    Testimony lie = honest;
    if (const auto blob =
            chooseBlob({honest.event, &honest.prediction}, honest.place, size, random))
        for (int k = 0; k < lie.prediction.samples; ++k)
            energyOf(lie.prediction, k, blob->cell) += blob->energy;
    return lie;
}

Testimony removeBlob(const Testimony& honest, const Testimony& /*other*/, double size,
                     RandomStream& random) {
    Testimony lie = honest;
    if (const auto blob =
            chooseBlob({honest.event, &honest.prediction}, honest.place, size, random))
        for (int k = 0; k < lie.prediction.samples; ++k) {
            float& energy = energyOf(lie.prediction, k, blob->cell);
            energy = std::max(0.0F, energy - blob->energy);
        }
    return lie;
}

Testimony moveEnergy(const Testimony& honest, const Testimony& /*other*/, double size,
                     RandomStream& random) {
    Testimony lie = honest;
    const EventEvidence evidence(honest.event, &honest.prediction);
    const auto blob = chooseBlob(evidence, honest.place, size, random);
    if (!blob)
        return lie;
    const LrBlocks& blocks = evidence.blocks();
    std::vector<std::size_t> siblings = blocks.cellsOf(blocks.lrOf(blob->cell));
    std::erase(siblings, blob->cell);
    if (siblings.empty())
        return lie;
    const std::size_t target =
        *std::min_element(siblings.begin(), siblings.end(), [&](std::size_t a, std::size_t b) {
            return evidence.mean()[a] < evidence.mean()[b];
        });
    for (int k = 0; k < lie.prediction.samples; ++k) {
        float& from = energyOf(lie.prediction, k, blob->cell);
        const float moved = std::min(from, blob->energy);
        from -= moved;
        energyOf(lie.prediction, k, target) += moved;
    }
    return lie;
}

Testimony otherEvent(const Testimony& honest, const Testimony& other, double size,
                     RandomStream& /*random*/) {
    Testimony lie = honest;
    const EventEvidence own(honest.event, nullptr), theirs(other.event, nullptr);
    if (!(theirs.lrEnergy() > 0) || other.prediction.samples < 1)
        return lie;
    const auto from = overlay(other.event, honest.event);
    const auto share = static_cast<float>(size);
    const auto scale = static_cast<float>(own.lrEnergy() / theirs.lrEnergy());
    for (int k = 0; k < lie.prediction.samples; ++k) {
        const std::vector<float> draw = other.prediction.draw(k % other.prediction.samples);
        for (std::size_t i = 0; i < from.size(); ++i) {
            float& energy = energyOf(lie.prediction, k, i);
            energy = (1 - share) * energy + (from[i] ? share * scale * draw[*from[i]] : 0.0F);
        }
    }
    return lie;
}

} // namespace calolens
