// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellGeometry.h"
#include "comparison/CellMark.h"
#include "comparison/EventWindow.h"

namespace calolens {

/// Planes of constant eta, phi and depth beyond which cells are cut away, to look into a shower.
/// A cell goes or stays as a whole, by its centre, in the 3D pictures as in the maps.
class ClipPlanes {
public:
    /// @param window  the extent that the settings' shares are meant of
    ClipPlanes(const ViewSettings& settings, const EventWindow& window,
               const CellGeometry& geometry);

    /// Whether anything is cut.
    [[nodiscard]] bool active() const noexcept { return m_active; }
    [[nodiscard]] bool cuts(const CellBounds& bounds, int layer) const;
    /// Marks the cells of a level that are cut.
    void mark(std::vector<CellMark>& marks, const CellSet& cells, int level) const;

private:
    struct Range {
        double low, high;
        [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; }
    };
    [[nodiscard]] static Range kept(double low, double high, double cut);

    const CellGeometry& m_geometry;
    double m_phiCentre;
    Range m_eta, m_phi, m_depth;
    bool m_active;
};

} // namespace calolens
