// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellGeometry.h"
#include "comparison/OrbitCamera.h"
#include "event/Event.h"

#include <vector>

namespace calolens {

/// The part of the detector that an event touches.
struct EventWindow {
    double etaLow = 0, etaHigh = 0;
    double phiLow = 0, phiHigh = 0;        ///< unwrapped: phiLow <= phiHigh, may leave [0, 2 pi)
    double etaCentre = 0, phiCentre = 0;   ///< energy-weighted
    double phiStep = 0.05, etaStep = 0.05; ///< size of the largest LR cell
    std::vector<int> layers;               ///< that have cells, from the inside out

    [[nodiscard]] bool empty() const noexcept { return layers.empty(); }
    [[nodiscard]] DetectorFrame frame() const noexcept {
        return DetectorFrame::at(etaCentre, phiCentre);
    }
};

/// The window around the LR cells of an event; phi is unwrapped about the energy-weighted mean.
[[nodiscard]] EventWindow eventWindow(const Event& event);

/// The corners of all LR cells in layers that are shown: what the camera frames.
[[nodiscard]] std::vector<Point3> framedPoints(const Event& event, const CellGeometry& geometry,
                                               const ViewSettings& settings);

/// A line along surfaces of the detector.
using Polyline = std::vector<Point3>;

/// The inner and outer surfaces of the shown layers around the window, as arcs along eta and phi on
/// the borders of the LR cells' grid, and the edges that join them.
[[nodiscard]] std::vector<Polyline> detectorOutline(const EventWindow& window,
                                                    const CellGeometry& geometry,
                                                    const ViewSettings& settings);

/// The edges of every LR cell at half its depth: where the HR picture could have cells.
[[nodiscard]] std::vector<Polyline> cellFootprints(const Event& event, const CellGeometry& geometry,
                                                   const ViewSettings& settings);

} // namespace calolens
