// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellGeometry.h"

#include "comparison/Vector3.h"

#include <cmath>

namespace calolens {

CellGeometry::CellGeometry(Readout readout, double layerGapMm)
    : m_readout(std::move(readout))
    , m_layerGapMm(layerGapMm) {
}

double CellGeometry::depthStart(int layer) const {
    return m_readout.detector.layers.at(static_cast<std::size_t>(layer)).depthStart +
           layer * m_layerGapMm;
}

double CellGeometry::depthEnd(int layer) const {
    return m_readout.detector.layers.at(static_cast<std::size_t>(layer)).depthEnd +
           layer * m_layerGapMm;
}

Point3 CellGeometry::centre(int level, CellId cell) const {
    const CellBounds bounds =
        cellBounds(m_readout.detector, m_readout.levels.at(static_cast<std::size_t>(level)), cell);
    return pointAt(m_readout.detector, 0.5 * (depthStart(cell.layer) + depthEnd(cell.layer)),
                   bounds.eta(), bounds.phi());
}

CellCorners CellGeometry::corners(int level, CellId cell) const {
    const CellBounds bounds =
        cellBounds(m_readout.detector, m_readout.levels.at(static_cast<std::size_t>(level)), cell);
    const double depths[2] = {depthStart(cell.layer), depthEnd(cell.layer)};
    CellCorners corners;
    for (unsigned i = 0; i < 8; ++i)
        corners[i] = pointAt(m_readout.detector, depths[i >> 2],
                             (i & 2U) != 0 ? bounds.etaHigh : bounds.etaLow,
                             (i & 1U) != 0 ? bounds.phiHigh : bounds.phiLow);
    return corners;
}

double CellGeometry::width(int level, CellId cell) const {
    const CellBounds bounds =
        cellBounds(m_readout.detector, m_readout.levels.at(static_cast<std::size_t>(level)), cell);
    const double depth = 0.5 * (depthStart(cell.layer) + depthEnd(cell.layer));
    const double radius = m_readout.detector.radius(depth, bounds.eta());
    const Point3 low = pointAt(m_readout.detector, depth, bounds.etaLow, bounds.phi());
    const Point3 high = pointAt(m_readout.detector, depth, bounds.etaHigh, bounds.phi());
    const double alongEta = std::hypot(high.x - low.x, high.y - low.y, high.z - low.z);
    return 0.5 * (alongEta + radius * (bounds.phiHigh - bounds.phiLow));
}

double CellGeometry::depth(int level, CellId cell) const {
    const CellCorners wedge = corners(level, cell);
    return length(axisPoint(wedge, 4) - axisPoint(wedge, 0));
}

Point3 CellGeometry::axisPoint(const CellCorners& corners, int corner) noexcept {
    const std::size_t first = corner < 4 ? 0 : 4;
    Point3 sum;
    for (std::size_t i = first; i < first + 4; ++i) {
        sum.x += 0.25 * corners[i].x;
        sum.y += 0.25 * corners[i].y;
        sum.z += 0.25 * corners[i].z;
    }
    return sum;
}

CellCorners CellGeometry::shrunk(const CellCorners& corners, double lateral,
                                 double depth) noexcept {
    const Point3 onAxis[2] = {axisPoint(corners, 0), axisPoint(corners, 4)};
    const Point3 middle = 0.5 * (onAxis[0] + onAxis[1]);
    CellCorners result;
    for (std::size_t i = 0; i < 8; ++i) {
        const Point3& axis = onAxis[i / 4];
        result[i] = middle + depth * (axis - middle) + lateral * (corners[i] - axis);
    }
    return result;
}

} // namespace calolens
