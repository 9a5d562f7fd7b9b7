// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Digitizer.h"

#include "error/Error.h"
#include "random/RandomStream.h"
#include "simulation/Topoclusters.h"

#include <fmt/format.h>

#include <unordered_map>

namespace calolens {

namespace {

std::uint64_t key(CellId cell) {
    return (std::uint64_t{cell.layer} << 32) | (std::uint64_t{cell.ieta} << 16) | cell.iphi;
}

std::shared_ptr<const Readout> makeReadout(const DigitizerPreset& preset, const Detector& detector,
                                           const Granularity& deposits) {
    if (deposits.layerCount() < preset.layers || detector.layerCount() < preset.layers)
        throw UsageError(fmt::format("preset {} reads {} layers, the deposits have {}", preset.name,
                                     preset.layers, deposits.layerCount()));
    const Granularity read(
        std::vector<LayerGrid>(deposits.grids().begin(), deposits.grids().begin() + preset.layers));
    const Granularity hr = read.coarsened(preset.hrMerge);
    return std::make_shared<const Readout>(Readout{detector, {hr.coarsened(preset.factor), hr}});
}

} // namespace

Digitizer::Digitizer(const DigitizerPreset& preset, const Detector& detector,
                     const Granularity& deposits, std::uint64_t seed)
    : m_preset(preset)
    , m_readout(makeReadout(preset, detector, deposits))
    , m_seed(seed) {
}

Event Digitizer::digitize(const DepositEvent& deposits, std::uint32_t epoch) const {
    const Granularity& lrGrid = m_readout->levels.front();
    const Detector& detector = m_readout->detector;

    LayerImages lr(static_cast<std::size_t>(m_preset.layers));
    for (int layer = 0; layer < m_preset.layers; ++layer) {
        const auto [nEta, nPhi] = lrGrid.grid(layer);
        lr[static_cast<std::size_t>(layer)].assign(
            static_cast<std::size_t>(nEta) * static_cast<std::size_t>(nPhi), 0.f);
    }
    const auto at = [&](CellId cell) -> float& {
        return lr[cell.layer][static_cast<std::size_t>(cell.ieta) *
                                  static_cast<std::size_t>(lrGrid.grid(cell.layer).nPhi) +
                              cell.iphi];
    };

    std::unordered_map<std::uint64_t, double> hr;
    hr.reserve(deposits.cells.size());
    for (std::size_t i = 0; i < deposits.cells.size(); ++i) {
        const CellId deposit = deposits.cells.id(i);
        if (deposit.layer >= m_preset.layers)
            continue;
        const CellId cell = parentOf(deposit, m_preset.hrMerge);
        hr[key(cell)] += deposits.cells.energy[i];
        at(parentOf(cell, m_preset.factor)) += deposits.cells.energy[i];
    }

    // Noise on every LR cell of the detector, hit or not: a cluster may be made of noise alone.
    RandomStream random(m_seed, RandomPurpose::ReadoutNoise,
                        static_cast<std::uint64_t>(deposits.number), epoch);
    LayerImages significance = lr;
    for (std::size_t layer = 0; layer < lr.size(); ++layer) {
        const double noise = detector.layers[layer].noise;
        for (std::size_t i = 0; i < lr[layer].size(); ++i) {
            lr[layer][i] += static_cast<float>(noise * random.normal());
            significance[layer][i] = static_cast<float>(lr[layer][i] / noise);
        }
    }

    Event event;
    event.number = deposits.number;
    event.readout = m_readout;
    event.particles = deposits.particles;
    event.levels.resize(2);
    CellSet& measured = event.levels[0];
    CellSet& truth = event.levels[1];
    for (const CellId cell : findTopoclusterCells(lrGrid, significance, m_preset.thresholds)) {
        const auto parent = static_cast<std::int32_t>(measured.size());
        measured.append(cell, at(cell));
        for (int k = 0; k < m_preset.factor * m_preset.factor; ++k) {
            const CellId child = childOf(cell, m_preset.factor, k);
            const auto found = hr.find(key(child));
            truth.append(child, found == hr.end() ? 0.f : static_cast<float>(found->second));
            truth.parent.push_back(parent);
        }
    }
    return event;
}

} // namespace calolens
