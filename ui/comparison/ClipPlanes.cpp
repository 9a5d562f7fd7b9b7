// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ClipPlanes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace calolens {

ClipPlanes::Range ClipPlanes::kept(double low, double high, double cut) {
    constexpr double kAll = std::numeric_limits<double>::infinity();
    const double share = std::clamp(cut, -1.0, 1.0);
    if (share > 0)
        return {low + share * (high - low), kAll};
    if (share < 0)
        return {-kAll, high + share * (high - low)};
    return {-kAll, kAll};
}

ClipPlanes::ClipPlanes(const ViewSettings& settings, const EventWindow& window,
                       const CellGeometry& geometry)
    : m_geometry(geometry)
    , m_phiCentre(window.phiCentre)
    , m_eta(kept(window.etaLow, window.etaHigh, settings.clipEta))
    , m_phi(kept(window.phiLow, window.phiHigh, settings.clipPhi))
    , m_depth(kept(0, 0, 0))
    , m_active(!window.empty() &&
               (settings.clipEta != 0 || settings.clipPhi != 0 || settings.clipDepth != 0)) {
    if (!window.empty())
        m_depth = kept(geometry.depthStart(window.layers.front()),
                       geometry.depthEnd(window.layers.back()), settings.clipDepth);
}

bool ClipPlanes::cuts(const CellBounds& bounds, int layer) const {
    constexpr double kTurn = 2 * std::numbers::pi;
    const double phi = bounds.phi() - kTurn * std::round((bounds.phi() - m_phiCentre) / kTurn);
    const double depth = 0.5 * (m_geometry.depthStart(layer) + m_geometry.depthEnd(layer));
    return !(m_eta.holds(bounds.eta()) && m_phi.holds(phi) && m_depth.holds(depth));
}

void ClipPlanes::mark(std::vector<CellMark>& marks, const CellSet& cells, int level) const {
    if (!m_active)
        return;
    const Readout& readout = m_geometry.readout();
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (cuts(cellBounds(readout.detector, readout.levels[static_cast<std::size_t>(level)],
                            cells.id(i)),
                 cells.layer[i]))
            marks[i] = CellMark::Cut;
}

} // namespace calolens
