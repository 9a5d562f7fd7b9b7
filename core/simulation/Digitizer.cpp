// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Digitizer.h"

#include "error/Error.h"
#include "random/RandomStream.h"
#include "simulation/NoisyCells.h"
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
    NoisyCells lr(lrGrid, m_readout->detector,
                  RandomStream(m_seed, RandomPurpose::ReadoutNoise,
                               static_cast<std::uint64_t>(deposits.number), epoch));
    std::unordered_map<std::uint64_t, double> hr;
    hr.reserve(deposits.cells.size());
    for (std::size_t i = 0; i < deposits.cells.size(); ++i) {
        const CellId deposit = deposits.cells.id(i);
        if (deposit.layer >= m_preset.layers)
            continue;
        const CellId cell = parentOf(deposit, m_preset.hrMerge);
        hr[key(cell)] += deposits.cells.energy[i];
        lr.deposit(parentOf(cell, m_preset.factor), deposits.cells.energy[i]);
    }

    Event event;
    event.number = deposits.number;
    event.readout = m_readout;
    event.particles = deposits.particles;
    event.levels.resize(2);
    CellSet& measured = event.levels[0];
    CellSet& truth = event.levels[1];
    const auto cells = findTopoclusterCells(
        lrGrid, lr.candidatesAbove(m_preset.thresholds.seed),
        [&lr](CellId cell) { return lr.significance(cell); }, m_preset.thresholds);
    for (const CellId cell : cells) {
        const auto parent = static_cast<std::int32_t>(measured.size());
        measured.append(cell, lr.energy(cell));
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
