// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Detector.h"

#include <cmath>

namespace calolens {

[[nodiscard]] constexpr Point3 operator+(const Point3& a, const Point3& b) noexcept {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
[[nodiscard]] constexpr Point3 operator-(const Point3& a, const Point3& b) noexcept {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
[[nodiscard]] constexpr Point3 operator*(double s, const Point3& a) noexcept {
    return {s * a.x, s * a.y, s * a.z};
}
[[nodiscard]] constexpr double dot(const Point3& a, const Point3& b) noexcept {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
[[nodiscard]] constexpr Point3 cross(const Point3& a, const Point3& b) noexcept {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
[[nodiscard]] inline double length(const Point3& a) noexcept {
    return std::sqrt(dot(a, a));
}
/// The vector of length 1 in that direction; the x axis for a vector of length 0.
[[nodiscard]] inline Point3 normalised(const Point3& a) noexcept {
    const double l = length(a);
    return l > 0 ? (1 / l) * a : Point3{1, 0, 0};
}

} // namespace calolens
