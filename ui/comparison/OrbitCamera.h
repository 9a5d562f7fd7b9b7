// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"

#include <QPointF>
#include <QRectF>

#include <optional>
#include <span>

namespace calolens {

/// The directions of the detector at a point: depth (outwards), increasing eta, increasing phi.
struct DetectorFrame {
    Point3 outward, alongEta, alongPhi;
    [[nodiscard]] static DetectorFrame at(double eta, double phi) noexcept;
};

/// A camera that stands at the side of the event, a little turned and raised, so that depth and
/// lateral shape both show, at the distance at which all points fit into a picture of that aspect
/// ratio (width / height).
[[nodiscard]] CameraState framingCamera(std::span<const Point3> points, const DetectorFrame& frame,
                                        double aspect);
/// The same direction and angle, moved to frame other points.
[[nodiscard]] CameraState reframed(const CameraState& camera, std::span<const Point3> points,
                                   double aspect);

/// Turns the camera about its focal point by a drag of so many pixels in a pane of that height.
[[nodiscard]] CameraState rotated(const CameraState& camera, QPointF drag, double paneHeight);
/// Shifts camera and focal point so that the scene follows the drag.
[[nodiscard]] CameraState panned(const CameraState& camera, QPointF drag, double paneHeight);
/// Moves the camera to 1/factor of its distance from the focal point.
[[nodiscard]] CameraState zoomed(const CameraState& camera, double factor);

/// Where points of space fall in a pane: the same mathematics as VTK's camera.
class Projection {
public:
    struct Place {
        QPointF pixel;
        double distance = 0; ///< along the line of sight, mm
    };

    /// @param pane  the 3D picture of the pane, in pixels from the top left
    Projection(const CameraState& camera, const QRectF& pane);
    /// nullopt for points that are not before the camera.
    [[nodiscard]] std::optional<Place> project(const Point3& point) const noexcept;
    /// Pixels for one mm at that distance.
    [[nodiscard]] double pixelsPerMm(double distance) const noexcept;
    /// A direction as it looks on the screen: right, up, towards the viewer.
    [[nodiscard]] Point3 turned(const Point3& direction) const noexcept;

private:
    Point3 m_position, m_right, m_up, m_back;
    double m_focalPixels = 1;
    QPointF m_centre;
};

} // namespace calolens
