// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Topoclusters.h"

#include <set>

namespace calolens {

namespace {

/// Calls visit(CellId) for every neighbour of `cell`.
template<typename Visit>
void forEachNeighbour(const Granularity& granularity, CellId cell, Visit&& visit) {
    const LayerGrid& grid = granularity.grid(cell.layer);
    const auto visitAt = [&](int layer, int ieta, int iphi) {
        visit(CellId{static_cast<std::uint8_t>(layer), static_cast<std::uint16_t>(ieta),
                     static_cast<std::uint16_t>(iphi)});
    };
    for (int dEta = -1; dEta <= 1; ++dEta) {
        const int ieta = cell.ieta + dEta;
        if (ieta < 0 || ieta >= grid.nEta)
            continue;
        for (int dPhi = -1; dPhi <= 1; ++dPhi)
            if (dEta != 0 || dPhi != 0)
                visitAt(cell.layer, ieta, (cell.iphi + dPhi + grid.nPhi) % grid.nPhi);
    }
    for (const int layer : {cell.layer - 1, cell.layer + 1}) {
        if (layer < 0 || layer >= granularity.layerCount())
            continue;
        const LayerGrid& other = granularity.grid(layer);
        // Overlap of [i, i+1) / n with [j, j+1) / m, in integers; exact also where grids do not
        // nest.
        const auto first = [](int i, int n, int m) { return i * m / n; };
        const auto last = [](int i, int n, int m) { return ((i + 1) * m - 1) / n; };
        for (int e = first(cell.ieta, grid.nEta, other.nEta);
             e <= last(cell.ieta, grid.nEta, other.nEta); ++e)
            for (int p = first(cell.iphi, grid.nPhi, other.nPhi);
                 p <= last(cell.iphi, grid.nPhi, other.nPhi); ++p)
                visitAt(layer, e, p);
    }
}

} // namespace

std::vector<CellId> findTopoclusterCells(const Granularity& granularity,
                                         std::span<const CellId> candidates,
                                         const Significance& significance,
                                         const TopoclusterThresholds& thresholds) {
    std::set<CellId> included;
    std::vector<CellId> queue;
    const auto include = [&](CellId cell) {
        if (included.insert(cell).second)
            queue.push_back(cell);
    };
    for (const CellId cell : candidates)
        if (significance(cell) > thresholds.seed)
            include(cell);
    for (std::size_t next = 0; next < queue.size(); ++next) { // what is appended has its turn too
        const CellId cell = queue[next];
        if (significance(cell) <= thresholds.grow)
            continue;
        forEachNeighbour(granularity, cell, [&](CellId neighbour) {
            if (significance(neighbour) > thresholds.perimeter)
                include(neighbour);
        });
    }
    return {included.begin(), included.end()};
}

} // namespace calolens
