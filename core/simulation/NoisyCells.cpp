// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/NoisyCells.h"

#include <algorithm>

namespace calolens {

NoisyCells::NoisyCells(const Granularity& granularity, const Detector& detector,
                       const RandomStream& noise)
    : m_granularity(granularity)
    , m_firstOfLayer{0}
    , m_normals(noise) {
    for (int layer = 0; layer < granularity.layerCount(); ++layer) {
        const auto [nEta, nPhi] = granularity.grid(layer);
        m_noise.push_back(detector.layers.at(static_cast<std::size_t>(layer)).noise);
        m_firstOfLayer.push_back(m_firstOfLayer.back() + static_cast<std::uint32_t>(nEta * nPhi));
    }
}

std::uint32_t NoisyCells::number(CellId cell) const {
    return m_firstOfLayer[cell.layer] +
           cell.ieta * static_cast<std::uint32_t>(m_granularity.grid(cell.layer).nPhi) + cell.iphi;
}

void NoisyCells::deposit(CellId cell, float energy) {
    m_cells[number(cell)].energy += energy;
}

float NoisyCells::energy(CellId cell) {
    const std::uint32_t n = number(cell);
    Cell& c = m_cells[n];
    if (!c.measured) {
        c.energy += static_cast<float>(m_noise[cell.layer] * m_normals.at(n));
        c.measured = true;
    }
    return c.energy;
}

float NoisyCells::significance(CellId cell) {
    return static_cast<float>(energy(cell) / m_noise[cell.layer]);
}

std::vector<CellId> NoisyCells::candidatesAbove(double threshold) const {
    std::vector<std::uint32_t> numbers =
        m_normals.candidatesAbove(threshold, m_firstOfLayer.back());
    for (const auto& [n, cell] : m_cells)
        numbers.push_back(n);
    std::vector<CellId> cells;
    cells.reserve(numbers.size());
    for (const std::uint32_t n : numbers) {
        const auto next = std::upper_bound(m_firstOfLayer.begin(), m_firstOfLayer.end(), n);
        const auto layer = static_cast<int>(next - m_firstOfLayer.begin()) - 1;
        const std::uint32_t inLayer = n - m_firstOfLayer[static_cast<std::size_t>(layer)];
        const auto nPhi = static_cast<std::uint32_t>(m_granularity.grid(layer).nPhi);
        cells.push_back({static_cast<std::uint8_t>(layer),
                         static_cast<std::uint16_t>(inLayer / nPhi),
                         static_cast<std::uint16_t>(inLayer % nPhi)});
    }
    return cells;
}

} // namespace calolens
