// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace calolens {

/// Words that belong to a place of a picture.
struct LabelWish {
    QPointF at;
    QSizeF size;
};

/// What labels keep away from.
struct LabelSurroundings {
    QRectF bounds;                ///< all of each label is inside
    std::vector<QRectF> taken;    ///< nothing stands on these
    std::vector<QPointF> picture; ///< covered only where there is no other room nearby
};

/// A box for each label, in their order: near its place, rather below it than elsewhere, on no
/// other box and on the place of no other label. A null rectangle where there is no room at all.
[[nodiscard]] std::vector<QRectF> placeLabels(const std::vector<LabelWish>& wishes,
                                              const LabelSurroundings& surroundings);

/// Where the line from a label to its place begins: the point of the box that is nearest.
[[nodiscard]] QPointF leaderStart(const QRectF& box, QPointF at);

} // namespace calolens
