// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/CellTable.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace calolens {

CellTable::CellTable(const hdf5::File& file, const CellNames& names, EnergyRule rule)
    : m_path(file.path().string())
    , m_layer(openColumn(file, names.layer, hdf5::NumberKind::Integer))
    , m_ieta(openColumn(file, names.ieta, hdf5::NumberKind::Integer, m_layer.size()))
    , m_iphi(openColumn(file, names.iphi, hdf5::NumberKind::Integer, m_layer.size()))
    , m_rule(rule)
    , m_offsets(file, names.offsets, m_layer.size(), "cells") {
    if (!names.energy.empty())
        m_energy = openColumn(file, names.energy, hdf5::NumberKind::Real, m_layer.size());
}

const char* describe(EnergyRule rule) noexcept {
    return rule == EnergyRule::Finite ? "a finite energy" : "a finite energy of 0 or more";
}

CellSet CellTable::read(std::int64_t event, const Granularity& granularity) const {
    const RowRange rows = m_offsets.range(event);
    CellSet cells;
    readIds(event, rows, granularity, cells);
    if (m_energy)
        readEnergy(event, rows, cells);
    return cells;
}

void CellTable::readIds(std::int64_t event, RowRange rows, const Granularity& granularity,
                        CellSet& cells) const {
    const auto count = static_cast<std::size_t>(rows.count);
    // Wide enough for every index that a file may hold by mistake.
    std::vector<std::int64_t> layer(count), index(count);
    m_layer.read<std::int64_t>(rows.first, layer, event);
    for (std::size_t i = 0; i < count; ++i)
        if (layer[i] < 0 || layer[i] >= granularity.layerCount())
            throw FileError({m_path, m_layer.name(), event},
                            fmt::format("cell {} lies in layer {}, but there are layers 0 to {}", i,
                                        layer[i], granularity.layerCount() - 1));
    cells.layer.assign(layer.begin(), layer.end());

    const auto readIndex = [&](const hdf5::Dataset& dataset, int LayerGrid::*limit,
                               std::vector<std::uint16_t>& out) {
        dataset.read<std::int64_t>(rows.first, index, event);
        for (std::size_t i = 0; i < count; ++i)
            if (const int n = granularity.grid(cells.layer[i]).*limit;
                index[i] < 0 || index[i] >= n)
                throw FileError({m_path, dataset.name(), event},
                                fmt::format("cell {} has index {}, but layer {} has cells 0 to {}",
                                            i, index[i], layer[i], n - 1));
        out.assign(index.begin(), index.end());
    };
    readIndex(m_ieta, &LayerGrid::nEta, cells.ieta);
    readIndex(m_iphi, &LayerGrid::nPhi, cells.iphi);
}

void CellTable::readEnergy(std::int64_t event, RowRange rows, CellSet& cells) const {
    cells.energy.resize(static_cast<std::size_t>(rows.count));
    m_energy->read<float>(rows.first, cells.energy, event);
    for (std::size_t i = 0; i < cells.energy.size(); ++i) {
        const float energy = cells.energy[i];
        if (!std::isfinite(energy) || (m_rule == EnergyRule::NotNegative && energy < 0))
            throw FileError(
                {m_path, m_energy->name(), event},
                fmt::format("cell {} has {} MeV, expected {}", i, energy, describe(m_rule)));
    }
}

} // namespace calolens
