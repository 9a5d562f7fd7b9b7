// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "event/Event.h"

#include <vector>

namespace calolens {

/// Sums up the deposits of one event at a time, particle by particle. Cells are numbered through
/// all layers in the order of layer, ieta, iphi. Scratch memory: one object per thread.
class DepositGrid {
public:
    explicit DepositGrid(const Granularity& granularity);

    /// Adds to a cell, for the particle at hand. @param cell 0 to the number of cells less 1
    void add(int cell, double energy) noexcept {
        double& sum = m_particle[static_cast<std::size_t>(cell)];
        if (sum == 0)
            m_touched.push_back(cell);
        sum += energy;
    }
    /// Ends the particle at hand; the next deposits are those of another.
    void endParticle();
    /// Moves the event's cells, and each one's main particle, to `event` and becomes empty.
    void moveTo(DepositEvent& event);

private:
    struct Cell {
        double sum = 0, most = 0;
        int main = -1;
    };
    Granularity m_granularity;
    std::vector<int> m_first; ///< number of each layer's first cell
    std::vector<double> m_particle;
    std::vector<Cell> m_event;
    std::vector<int> m_touched, m_filled;
    int m_particles = 0;
};

} // namespace calolens
