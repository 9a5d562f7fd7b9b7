// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/OrbitCamera.h"

#include "comparison/Vector3.h"

#include <algorithm>
#include <limits>
#include <numbers>

namespace calolens {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kMargin = 1.10; ///< of the framed points to the edge of the picture
constexpr double kDefaultViewAngle =
    20;                              ///< degrees; small, so that far cells look as large as near
constexpr double kTurnPerPane = 180; ///< degrees for a drag over the height of a pane
constexpr double kDefaultTurn = 22;  ///< degrees from the phi direction towards eta
constexpr double kMuchLonger = 1.5;  ///< of the sides of an event
constexpr double kDefaultRise = 26;  ///< degrees above the plane of the layers, seen from outside

struct Axes {
    Point3 right, up, back; ///< orthonormal; back points from the focal point to the camera
};

Axes axesOf(const CameraState& camera) {
    const Point3 back = normalised(camera.position - camera.focalPoint);
    Point3 right = cross(camera.viewUp, back);
    if (length(right) < 1e-9) // looking along viewUp: any right will do
        right = cross(std::abs(back.z) < 0.9 ? Point3{0, 0, 1} : Point3{1, 0, 0}, back);
    right = normalised(right);
    return {right, cross(back, right), back};
}

Point3 turnedAbout(const Point3& axis, double angle, const Point3& v) {
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    return c * v + s * cross(axis, v) + ((1 - c) * dot(axis, v)) * axis;
}

double halfOpening(const CameraState& camera) {
    return std::tan(0.5 * camera.viewAngle * kDegree);
}

} // namespace

DetectorFrame DetectorFrame::at(double eta, double phi) noexcept {
    const double s = 1 / std::cosh(eta); // sine of the polar angle
    const double c = std::tanh(eta);
    return {{s * std::cos(phi), s * std::sin(phi), c},
            {-c * std::cos(phi), -c * std::sin(phi), s},
            {-std::sin(phi), std::cos(phi), 0}};
}

CameraState reframed(const CameraState& camera, std::span<const Point3> points, double aspect) {
    if (points.empty())
        return camera;
    const Axes axes = axesOf(camera);
    const double vertical = halfOpening(camera) / kMargin;
    const double horizontal = vertical * aspect;
    Point3 focal;
    for (const Point3& point : points)
        focal = focal + (1.0 / static_cast<double>(points.size())) * point;
    double distance = 1;
    // Centring depends on perspective, and so on the distance: three rounds are enough.
    for (int round = 0; round < 3; ++round) {
        distance = 1;
        for (const Point3& point : points) {
            const Point3 d = point - focal;
            const double towards = dot(d, axes.back);
            distance = std::max({distance, towards + std::abs(dot(d, axes.right)) / horizontal,
                                 towards + std::abs(dot(d, axes.up)) / vertical});
        }
        constexpr double kFar = std::numeric_limits<double>::max();
        double left = kFar, right = -kFar, bottom = kFar, top = -kFar;
        for (const Point3& point : points) {
            const Point3 d = point - focal;
            const double depth = distance - dot(d, axes.back);
            left = std::min(left, dot(d, axes.right) / depth);
            right = std::max(right, dot(d, axes.right) / depth);
            bottom = std::min(bottom, dot(d, axes.up) / depth);
            top = std::max(top, dot(d, axes.up) / depth);
        }
        if (round < 2)
            focal = focal + (0.5 * distance * (left + right)) * axes.right +
                    (0.5 * distance * (bottom + top)) * axes.up;
    }
    CameraState result = camera;
    result.focalPoint = focal;
    result.position = focal + distance * axes.back;
    result.viewUp = axes.up;
    return result;
}

CameraState framingCamera(std::span<const Point3> points, const DetectorFrame& frame,
                          double aspect) {
    // A high picture looks along the longer side of the event, a wide one along the shorter.
    const auto extent = [&](const Point3& direction) {
        double low = std::numeric_limits<double>::max(), high = -low;
        for (const Point3& point : points) {
            low = std::min(low, dot(point, direction));
            high = std::max(high, dot(point, direction));
        }
        return std::max(high - low, 0.0);
    };
    const double alongEta = extent(frame.alongEta);
    const double alongPhi = extent(frame.alongPhi);
    const bool lookAlongEta =
        aspect < 1 ? alongEta > kMuchLonger * alongPhi : alongPhi > kMuchLonger * alongEta;
    const double turn = (lookAlongEta ? 90 - kDefaultTurn : kDefaultTurn) * kDegree;
    const double rise = kDefaultRise * kDegree;
    const Point3 side = std::cos(turn) * frame.alongPhi + std::sin(turn) * frame.alongEta;
    const Point3 back = std::cos(rise) * side + std::sin(rise) * frame.outward;
    CameraState camera;
    camera.viewAngle = kDefaultViewAngle;
    camera.focalPoint = {};
    camera.position = back;
    camera.viewUp = frame.outward;
    return reframed(camera, points, aspect);
}

CameraState rotated(const CameraState& camera, QPointF drag, double paneHeight) {
    const double perPixel = kTurnPerPane * kDegree / std::max(paneHeight, 1.0);
    const Axes axes = axesOf(camera);
    const auto turn = [&](const Point3& v) {
        return turnedAbout(axes.right, -drag.y() * perPixel,
                           turnedAbout(axes.up, -drag.x() * perPixel, v));
    };
    CameraState result = camera;
    result.position = camera.focalPoint + turn(camera.position - camera.focalPoint);
    result.viewUp = normalised(turn(axes.up));
    return result;
}

CameraState panned(const CameraState& camera, QPointF drag, double paneHeight) {
    const Axes axes = axesOf(camera);
    const double distance = length(camera.position - camera.focalPoint);
    const double perPixel = 2 * distance * halfOpening(camera) / std::max(paneHeight, 1.0);
    const Point3 shift = (-drag.x() * perPixel) * axes.right + (drag.y() * perPixel) * axes.up;
    CameraState result = camera;
    result.position = camera.position + shift;
    result.focalPoint = camera.focalPoint + shift;
    return result;
}

CameraState zoomed(const CameraState& camera, double factor) {
    const Point3 offset = camera.position - camera.focalPoint;
    constexpr double kNearest = 5;      // mm
    constexpr double kFarthest = 100e3; // mm: the whole barrel is small from there
    const double distance =
        std::clamp(length(offset) / std::max(factor, 1e-6), kNearest, kFarthest);
    CameraState result = camera;
    result.position = camera.focalPoint + distance * normalised(offset);
    return result;
}

Projection::Projection(const CameraState& camera, const QRectF& pane)
    : m_position(camera.position)
    , m_focalPixels(0.5 * pane.height() / halfOpening(camera))
    , m_centre(pane.center()) {
    const Axes axes = axesOf(camera);
    m_right = axes.right;
    m_up = axes.up;
    m_back = axes.back;
}

std::optional<Projection::Place> Projection::project(const Point3& point) const noexcept {
    const Point3 d = point - m_position;
    const double distance = -dot(d, m_back);
    if (!(distance > 1e-6))
        return std::nullopt;
    const double scale = m_focalPixels / distance;
    return Place{{m_centre.x() + scale * dot(d, m_right), m_centre.y() - scale * dot(d, m_up)},
                 distance};
}

double Projection::pixelsPerMm(double distance) const noexcept {
    return m_focalPixels / distance;
}

Point3 Projection::turned(const Point3& direction) const noexcept {
    return {dot(direction, m_right), dot(direction, m_up), dot(direction, m_back)};
}

} // namespace calolens
