// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Detector.h"

#include <cstdint>
#include <vector>

namespace calolens {

/// A cell on a grid of one granularity.
struct CellId {
    std::uint8_t layer = 0;
    std::uint16_t ieta = 0;
    std::uint16_t iphi = 0;
    auto operator<=>(const CellId&) const = default;
};

/// Number of cells of one layer; the grid covers |eta| < etaMax and [0, 2 pi) evenly.
struct LayerGrid {
    int nEta = 0;
    int nPhi = 0;
    bool operator==(const LayerGrid&) const = default;
};

/// How finely a detector is read out: one grid per layer (in the order of Detector::layers).
/// A granularity may cover fewer layers than the detector has; the rest is not read out.
class Granularity {
public:
    Granularity() = default;
    /// @throws UsageError if a count is below 1 or above 65535
    explicit Granularity(std::vector<LayerGrid> grids);

    [[nodiscard]] int layerCount() const noexcept { return static_cast<int>(m_grids.size()); }
    [[nodiscard]] const LayerGrid& grid(int layer) const {
        return m_grids.at(static_cast<std::size_t>(layer));
    }
    [[nodiscard]] const std::vector<LayerGrid>& grids() const noexcept { return m_grids; }
    [[nodiscard]] bool contains(CellId cell) const noexcept;

    /// Merges factor x factor cells in every layer.
    /// @throws UsageError if a count is not divisible by factor
    [[nodiscard]] Granularity coarsened(int factor) const;
    /// How many cells of `fine` make up one cell of this granularity in eta (equal in phi), or 0 if
    /// the layer's grids do not nest with one integer factor in both directions.
    [[nodiscard]] int factorTo(const Granularity& fine, int layer) const noexcept;

    bool operator==(const Granularity&) const = default;

private:
    std::vector<LayerGrid> m_grids;
};

/// The cell of the `factor` times coarser grid that contains `cell`.
[[nodiscard]] constexpr CellId parentOf(CellId cell, int factor) noexcept {
    return {cell.layer, static_cast<std::uint16_t>(cell.ieta / factor),
            static_cast<std::uint16_t>(cell.iphi / factor)};
}

/// Child number k of a cell on the `factor` times finer grid: k = deta * factor + dphi.
[[nodiscard]] constexpr CellId childOf(CellId cell, int factor, int k) noexcept {
    return {cell.layer, static_cast<std::uint16_t>(cell.ieta * factor + k / factor),
            static_cast<std::uint16_t>(cell.iphi * factor + k % factor)};
}

/// Edges of a cell.
struct CellBounds {
    double etaLow = 0, etaHigh = 0; ///< pseudorapidity
    double phiLow = 0, phiHigh = 0; ///< rad, 0 <= phiLow < phiHigh <= 2 pi
    [[nodiscard]] double eta() const noexcept { return 0.5 * (etaLow + etaHigh); }
    [[nodiscard]] double phi() const noexcept { return 0.5 * (phiLow + phiHigh); }
};

/// Edges of `cell`, which must lie on the grid.
[[nodiscard]] CellBounds cellBounds(const Detector& detector, const Granularity& granularity,
                                    CellId cell);

/// A detector with its ladder of granularities: level 0 is what is measured, the last the finest.
struct Readout {
    Detector detector;
    std::vector<Granularity> levels;
    [[nodiscard]] int levelCount() const noexcept { return static_cast<int>(levels.size()); }
    bool operator==(const Readout&) const = default;
};

} // namespace calolens
