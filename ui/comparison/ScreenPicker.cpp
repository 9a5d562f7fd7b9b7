// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ScreenPicker.h"

#include "comparison/Vector3.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace calolens {
namespace {

constexpr double kSquare = 24; ///< pixels

/// Twice the signed area of a triangle.
double area(QPointF a, QPointF b, QPointF c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
}

/// Distance along the line of sight where the pixel meets the triangle; nullopt if it does not.
std::optional<double> triangleDepth(QPointF p, const QPointF (&v)[3], const double (&d)[3]) {
    const double whole = area(v[0], v[1], v[2]);
    if (std::abs(whole) < 1e-12)
        return std::nullopt;
    const double w0 = area(p, v[1], v[2]) / whole;
    const double w1 = area(v[0], p, v[2]) / whole;
    const double w2 = 1 - w0 - w1;
    if (w0 < 0 || w1 < 0 || w2 < 0)
        return std::nullopt;
    return 1 / (w0 / d[0] + w1 / d[1] + w2 / d[2]); // 1/depth runs straight on the screen
}

} // namespace

ScreenPicker::ScreenPicker(const Projection& projection, const QRectF& pane)
    : m_projection(projection)
    , m_pane(pane)
    , m_columns(std::max(1, static_cast<int>(std::ceil(pane.width() / kSquare))))
    , m_rows(std::max(1, static_cast<int>(std::ceil(pane.height() / kSquare))))
    , m_buckets(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows)) {
}

void ScreenPicker::insert(Item item) {
    const QRectF seen = item.bounds.intersected(m_pane);
    if (seen.isNull() && !m_pane.contains(item.bounds.center()))
        return;
    const auto square = [](double at, double origin, int count) {
        return std::clamp(static_cast<int>((at - origin) / kSquare), 0, count - 1);
    };
    const int left = square(seen.left(), m_pane.left(), m_columns);
    const int right = square(seen.right(), m_pane.left(), m_columns);
    const int top = square(seen.top(), m_pane.top(), m_rows);
    const int bottom = square(seen.bottom(), m_pane.top(), m_rows);
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column)
            m_buckets[static_cast<std::size_t>(row * m_columns + column)].push_back(m_items.size());
    m_items.push_back(item);
}

void ScreenPicker::addBox(std::size_t index, const CellCorners& corners) {
    Item item;
    item.index = index;
    double left = std::numeric_limits<double>::max(), top = left;
    double right = -left, bottom = -left;
    Point3 middle;
    for (std::size_t i = 0; i < 8; ++i) {
        const auto place = m_projection.project(corners[i]);
        if (!place)
            return; // reaches behind the camera: nothing to point at
        item.corners[i] = place->pixel;
        item.distances[i] = place->distance;
        left = std::min(left, place->pixel.x());
        right = std::max(right, place->pixel.x());
        top = std::min(top, place->pixel.y());
        bottom = std::max(bottom, place->pixel.y());
        middle = middle + 0.125 * corners[i];
    }
    const auto centre = m_projection.project(middle);
    item.bounds = {left, top, right - left, bottom - top};
    item.centre = centre->pixel;
    item.distance = centre->distance;
    insert(item);
}

void ScreenPicker::addSphere(std::size_t index, const Point3& centre, double radiusMm) {
    const auto place = m_projection.project(centre);
    if (!place)
        return;
    Item item;
    item.index = index;
    item.centre = place->pixel;
    item.distance = place->distance;
    item.radius = std::max(radiusMm * m_projection.pixelsPerMm(place->distance), 0.5);
    item.bounds = {item.centre.x() - item.radius, item.centre.y() - item.radius, 2 * item.radius,
                   2 * item.radius};
    insert(item);
}

std::optional<double> ScreenPicker::depthAt(const Item& item, QPointF pixel) const {
    if (!item.bounds.contains(pixel))
        return std::nullopt;
    if (item.radius > 0) {
        const QPointF d = pixel - item.centre;
        return QPointF::dotProduct(d, d) <= item.radius * item.radius ? std::optional(item.distance)
                                                                      : std::nullopt;
    }
    std::optional<double> nearest;
    for (const auto& face : kCellFaces)
        for (const int second : {1, 2}) {
            const std::size_t a = static_cast<std::size_t>(face[0]);
            const std::size_t b = static_cast<std::size_t>(face[static_cast<std::size_t>(second)]);
            const std::size_t c =
                static_cast<std::size_t>(face[static_cast<std::size_t>(second + 1)]);
            const auto depth =
                triangleDepth(pixel, {item.corners[a], item.corners[b], item.corners[c]},
                              {item.distances[a], item.distances[b], item.distances[c]});
            if (depth && (!nearest || *depth < *nearest))
                nearest = depth;
        }
    return nearest;
}

std::optional<std::size_t> ScreenPicker::pick(QPointF pixel, double slack) const {
    if (!m_pane.contains(pixel))
        return std::nullopt;
    const int column =
        std::min(static_cast<int>((pixel.x() - m_pane.left()) / kSquare), m_columns - 1);
    const int row = std::min(static_cast<int>((pixel.y() - m_pane.top()) / kSquare), m_rows - 1);
    const auto bucket = [&](int r, int c) -> const std::vector<std::size_t>& {
        return m_buckets[static_cast<std::size_t>(r * m_columns + c)];
    };

    std::optional<std::size_t> found;
    double nearest = std::numeric_limits<double>::max();
    for (const std::size_t i : bucket(row, column))
        if (const auto depth = depthAt(m_items[i], pixel); depth && *depth < nearest) {
            nearest = *depth;
            found = m_items[i].index;
        }
    if (found)
        return found;

    double best = slack;
    for (int r = std::max(row - 1, 0); r <= std::min(row + 1, m_rows - 1); ++r)
        for (int c = std::max(column - 1, 0); c <= std::min(column + 1, m_columns - 1); ++c)
            for (const std::size_t i : bucket(r, c)) {
                const QPointF d = pixel - m_items[i].centre;
                const double distance = std::hypot(d.x(), d.y());
                if (distance <= best) {
                    best = distance;
                    found = m_items[i].index;
                }
            }
    return found;
}

} // namespace calolens
