// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellGeometry.h"
#include "comparison/OrbitCamera.h"

#include <QPolygonF>

#include <cstddef>
#include <optional>
#include <vector>

namespace calolens {

/// Finds the cell under the mouse in one pane: the drawn shapes are projected once and sorted into
/// a grid of squares on the screen; a question looks at one square only.
class ScreenPicker {
public:
    ScreenPicker(const Projection& projection, const QRectF& pane);

    /// Adds a cell drawn as a box; index is what pick() returns.
    void addBox(std::size_t index, const CellCorners& corners);
    /// Adds a cell drawn as a sphere.
    void addSphere(std::size_t index, const Point3& centre, double radiusMm);

    /// The nearest cell that covers the pixel or, failing that, the one whose centre is nearest
    /// within `slack` pixels.
    [[nodiscard]] std::optional<std::size_t> pick(QPointF pixel, double slack = 6) const;
    [[nodiscard]] std::size_t size() const noexcept { return m_items.size(); }

private:
    struct Item {
        std::size_t index = 0;
        QRectF bounds;
        QPointF centre;
        double distance = 0; ///< of the centre
        double radius = 0;   ///< pixels; 0: a box
        std::array<QPointF, 8> corners;
        std::array<double, 8> distances{};
    };
    void insert(Item item);
    [[nodiscard]] std::optional<double> depthAt(const Item& item, QPointF pixel) const;

    Projection m_projection;
    QRectF m_pane;
    int m_columns = 1;
    int m_rows = 1;
    std::vector<Item> m_items;
    std::vector<std::vector<std::size_t>> m_buckets;
};

} // namespace calolens
