// SPDX-License-Identifier: GPL-3.0-or-later
#include "detector/Granularity.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <numbers>

namespace calolens {

Granularity::Granularity(std::vector<LayerGrid> grids)
    : m_grids(std::move(grids)) {
    for (std::size_t layer = 0; layer < m_grids.size(); ++layer) {
        const auto [nEta, nPhi] = m_grids[layer];
        if (nEta < 1 || nEta > 65535 || nPhi < 1 || nPhi > 65535)
            throw UsageError(fmt::format(
                "layer {}: a grid of {} x {} cells was given, expected 1 to 65535 each way", layer,
                nEta, nPhi));
    }
}

bool Granularity::contains(CellId cell) const noexcept {
    return cell.layer < m_grids.size() && cell.ieta < m_grids[cell.layer].nEta &&
           cell.iphi < m_grids[cell.layer].nPhi;
}

Granularity Granularity::coarsened(int factor) const {
    std::vector<LayerGrid> grids;
    grids.reserve(m_grids.size());
    for (const auto& [nEta, nPhi] : m_grids) {
        if (factor < 1 || nEta % factor != 0 || nPhi % factor != 0)
            throw UsageError(fmt::format("a grid of {} x {} cells cannot be merged {} x {}", nEta,
                                         nPhi, factor, factor));
        grids.push_back({nEta / factor, nPhi / factor});
    }
    return Granularity(std::move(grids));
}

int Granularity::factorTo(const Granularity& fine, int layer) const noexcept {
    const auto index = static_cast<std::size_t>(layer);
    if (index >= m_grids.size() || index >= fine.m_grids.size())
        return 0;
    const LayerGrid& coarse = m_grids[index];
    const LayerGrid& other = fine.m_grids[index];
    if (other.nEta % coarse.nEta != 0 || other.nPhi % coarse.nPhi != 0)
        return 0;
    const int factor = other.nEta / coarse.nEta;
    return factor == other.nPhi / coarse.nPhi ? factor : 0;
}

CellBounds cellBounds(const Detector& detector, const Granularity& granularity, CellId cell) {
    const LayerGrid& grid = granularity.grid(cell.layer);
    const double dEta = 2.0 * detector.etaMax / grid.nEta;
    const double dPhi = 2.0 * std::numbers::pi / grid.nPhi;
    return {-detector.etaMax + cell.ieta * dEta, -detector.etaMax + (cell.ieta + 1) * dEta,
            cell.iphi * dPhi, (cell.iphi + 1) * dPhi};
}

} // namespace calolens
