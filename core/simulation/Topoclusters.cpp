// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Topoclusters.h"

#include <algorithm>

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
                                         const LayerImages& significance,
                                         const TopoclusterThresholds& thresholds) {
    const auto layers = static_cast<std::size_t>(granularity.layerCount());
    std::vector<std::vector<char>> included(layers);
    std::vector<CellId> cells;
    const auto include = [&](CellId cell, std::size_t index) {
        included[cell.layer][index] = 1;
        cells.push_back(cell);
    };

    for (std::size_t layer = 0; layer < layers; ++layer) {
        const auto nPhi = static_cast<std::size_t>(granularity.grid(static_cast<int>(layer)).nPhi);
        included[layer].assign(significance[layer].size(), 0);
        for (std::size_t i = 0; i < significance[layer].size(); ++i)
            if (significance[layer][i] > thresholds.seed)
                include({static_cast<std::uint8_t>(layer), static_cast<std::uint16_t>(i / nPhi),
                         static_cast<std::uint16_t>(i % nPhi)},
                        i);
    }

    // `cells` is the queue as well: what is appended is visited in its turn.
    for (std::size_t next = 0; next < cells.size(); ++next) {
        const CellId cell = cells[next];
        const auto indexOf = [&](CellId c) {
            return static_cast<std::size_t>(c.ieta) *
                       static_cast<std::size_t>(granularity.grid(c.layer).nPhi) +
                   c.iphi;
        };
        if (significance[cell.layer][indexOf(cell)] <= thresholds.grow)
            continue;
        forEachNeighbour(granularity, cell, [&](CellId neighbour) {
            const std::size_t index = indexOf(neighbour);
            if (included[neighbour.layer][index] == 0 &&
                significance[neighbour.layer][index] > thresholds.perimeter)
                include(neighbour, index);
        });
    }
    std::sort(cells.begin(), cells.end());
    return cells;
}

} // namespace calolens
