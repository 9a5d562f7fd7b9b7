// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/DepositGrid.h"

#include <algorithm>

namespace calolens {

DepositGrid::DepositGrid(const Granularity& granularity)
    : m_granularity(granularity) {
    int cells = 0;
    for (const auto& [nEta, nPhi] : granularity.grids()) {
        m_first.push_back(cells);
        cells += nEta * nPhi;
    }
    m_particle.resize(static_cast<std::size_t>(cells));
    m_event.resize(static_cast<std::size_t>(cells));
}

void DepositGrid::endParticle() {
    for (const int touched : m_touched) {
        const auto i = static_cast<std::size_t>(touched);
        Cell& cell = m_event[i];
        if (cell.main < 0)
            m_filled.push_back(touched);
        cell.sum += m_particle[i];
        if (m_particle[i] > cell.most) {
            cell.most = m_particle[i];
            cell.main = m_particles;
        }
        m_particle[i] = 0;
    }
    m_touched.clear();
    ++m_particles;
}

void DepositGrid::moveTo(DepositEvent& event) {
    std::sort(m_filled.begin(), m_filled.end());
    std::size_t layer = 0;
    for (const int filled : m_filled) {
        while (layer + 1 < m_first.size() && filled >= m_first[layer + 1])
            ++layer;
        const int inLayer = filled - m_first[layer];
        const int nPhi = m_granularity.grid(static_cast<int>(layer)).nPhi;
        Cell& cell = m_event[static_cast<std::size_t>(filled)];
        event.cells.append({static_cast<std::uint8_t>(layer),
                            static_cast<std::uint16_t>(inLayer / nPhi),
                            static_cast<std::uint16_t>(inLayer % nPhi)},
                           static_cast<float>(cell.sum));
        event.mainParticle.push_back(static_cast<std::int16_t>(cell.main));
        cell = {};
    }
    m_filled.clear();
    m_particles = 0;
}

} // namespace calolens
