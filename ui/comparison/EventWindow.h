// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellGeometry.h"
#include "comparison/OrbitCamera.h"
#include "event/Event.h"

#include <array>
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
    /// The directions at the middle of the event.
    [[nodiscard]] DetectorFrame frame() const noexcept {
        return DetectorFrame::at(etaCentre, phiCentre);
    }
    /// The same with the normal of the barrel for the depth, in which layers lie flat.
    [[nodiscard]] DetectorFrame barrelFrame() const noexcept {
        return DetectorFrame::at(0, phiCentre);
    }
};

/// The window around the main LR clusters of an event (mainLrCells()); phi is unwrapped about the
/// energy-weighted mean.
[[nodiscard]] EventWindow eventWindow(const Event& event);

/// The corners of the LR cells of the main clusters in layers that are shown: what the camera
/// frames.
[[nodiscard]] std::vector<Point3> framedPoints(const Event& event, const CellGeometry& geometry,
                                               const ViewSettings& settings);

/// A line along surfaces of the detector.
using Polyline = std::vector<Point3>;

/// The inner and outer surfaces of the shown layers around the window: a box of arcs along eta and
/// phi, and the edges that join them.
class DetectorOutline {
public:
    DetectorOutline() = default;
    DetectorOutline(const EventWindow& window, const CellGeometry& geometry,
                    const ViewSettings& settings);

    /// The lines on those sides of the box that are turned away from the eye, so that none runs
    /// across the cells.
    [[nodiscard]] std::vector<Polyline> behind(const Point3& eye) const;
    /// Whether there are any lines.
    [[nodiscard]] bool drawn() const noexcept { return !m_lines.empty(); }
    /// All lines.
    [[nodiscard]] std::vector<Polyline> lines() const;

private:
    enum Side { EtaLow, EtaHigh, PhiLow, PhiHigh, Inner, Outer };
    struct Line {
        Polyline points;
        Side first, second; ///< the sides it lies on
    };
    struct Face {
        Point3 centre, outward;
    };
    std::vector<Line> m_lines;
    std::array<Face, 6> m_faces; ///< by Side
};

/// The edges of every LR cell at half its depth: where the HR picture could have cells.
[[nodiscard]] std::vector<Polyline> cellFootprints(const Event& event, const CellGeometry& geometry,
                                                   const ViewSettings& settings);

} // namespace calolens
