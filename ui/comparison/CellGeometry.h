// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"

#include <array>

namespace calolens {

/// The eight corners of a cell. Bit 0 of the index: high phi; bit 1: high eta; bit 2: outer
/// surface.
using CellCorners = std::array<Point3, 8>;

/// The twelve edges of a cell as pairs of corner indices.
inline constexpr std::array<std::array<int, 2>, 12> kCellEdges{{{0, 1},
                                                                {1, 3},
                                                                {3, 2},
                                                                {2, 0},
                                                                {4, 5},
                                                                {5, 7},
                                                                {7, 6},
                                                                {6, 4},
                                                                {0, 4},
                                                                {1, 5},
                                                                {2, 6},
                                                                {3, 7}}};
/// The six faces of a cell as rings of corner indices, counter-clockwise from outside.
inline constexpr std::array<std::array<int, 4>, 6> kCellFaces{
    {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}}};

/// Where the cells of a readout are in space: each is the wedge between its layer's surfaces and
/// its edges in eta and phi. Layers can be pulled apart along the depth to look between them.
class CellGeometry {
public:
    explicit CellGeometry(Readout readout, double layerGapMm = 0.0);

    [[nodiscard]] const Readout& readout() const noexcept { return m_readout; }
    [[nodiscard]] double layerGapMm() const noexcept { return m_layerGapMm; }
    /// Depth in mm at eta = 0 of a layer's inner and outer surface, the gap included.
    [[nodiscard]] double depthStart(int layer) const;
    [[nodiscard]] double depthEnd(int layer) const;

    /// The middle of the wedge: half depth, half eta, half phi.
    [[nodiscard]] Point3 centre(int level, CellId cell) const;
    [[nodiscard]] CellCorners corners(int level, CellId cell) const;
    /// Mean of the width along eta and the width along phi at the middle of the wedge, mm.
    [[nodiscard]] double width(int level, CellId cell) const;
    /// Depth of the wedge at its middle, mm.
    [[nodiscard]] double depth(int level, CellId cell) const;
    /// The corners with the sides drawn in towards the wedge's axis and the inner and outer
    /// surfaces towards its middle; 1 leaves them as they are. The vertex shader of the boxes does
    /// the same.
    [[nodiscard]] static CellCorners shrunk(const CellCorners& corners, double lateral,
                                            double depth) noexcept;
    /// The point on the wedge's axis at the depth of that corner.
    [[nodiscard]] static Point3 axisPoint(const CellCorners& corners, int corner) noexcept;

private:
    Readout m_readout;
    double m_layerGapMm = 0;
};

} // namespace calolens
