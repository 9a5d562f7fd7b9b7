// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/LabelPlacement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace calolens {
namespace {

// Lengths in heights of a label.
constexpr double kGap = 0.3;  ///< between a place and its label at least
constexpr double kStep = 0.7; ///< from one ring of candidates to the next
constexpr int kRings = 14;
constexpr int kDirections = 16;
constexpr double kNotBelow = 0.5; ///< what the side opposite to the usual one costs
constexpr double kOnPicture = 4;  ///< what covering the picture costs
constexpr double kBetween = 0.15; ///< room between two labels

/// The box that touches the circle around a place in one direction.
QRectF candidate(const LabelWish& wish, double distance, double angle) {
    const QPointF direction(std::cos(angle), std::sin(angle));
    const QPointF centre =
        wish.at + distance * direction +
        QPointF(0.5 * wish.size.width() * direction.x(), 0.5 * wish.size.height() * direction.y());
    return {centre.x() - 0.5 * wish.size.width(), centre.y() - 0.5 * wish.size.height(),
            wish.size.width(), wish.size.height()};
}

/// From 0, nothing of the picture is covered, to 1.
double covers(const std::vector<QPointF>& picture, const QRectF& box) {
    constexpr double Few = 2;
    const auto inside = static_cast<double>(std::count_if(
        picture.begin(), picture.end(), [&](const QPointF& point) { return box.contains(point); }));
    return inside / (inside + Few);
}

} // namespace

std::vector<QRectF> placeLabels(const std::vector<LabelWish>& wishes,
                                const LabelSurroundings& surroundings) {
    std::vector<QRectF> boxes;
    std::vector<QRectF> taken = surroundings.taken;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const LabelWish& wish = wishes[i];
        const double height = wish.size.height();
        const double between = kBetween * height;
        const auto free = [&](const QRectF& box) {
            const QRectF wide = box.adjusted(-between, -between, between, between);
            for (const QRectF& other : taken)
                if (other.intersects(wide))
                    return false;
            for (std::size_t other = 0; other < wishes.size(); ++other)
                if (other != i && wide.contains(wishes[other].at))
                    return false;
            return surroundings.bounds.contains(box);
        };
        QRectF best;
        double lowest = std::numeric_limits<double>::infinity();
        for (int ring = 0; ring < kRings; ++ring)
            for (int direction = 0; direction < kDirections; ++direction) {
                if (ring * kStep >= lowest)
                    break; // no candidate farther away is better
                const double below = 0.5 * std::numbers::pi;
                const double angle = below + 2 * std::numbers::pi * direction / kDirections;
                const QRectF box = candidate(wish, (kGap + ring * kStep) * height, angle);
                if (!free(box))
                    continue;
                const double cost = ring * kStep + 0.5 * kNotBelow * (1 - std::sin(angle)) +
                                    kOnPicture * covers(surroundings.picture, box);
                if (cost < lowest) {
                    lowest = cost;
                    best = box;
                }
            }
        if (!best.isNull())
            taken.push_back(best);
        boxes.push_back(best);
    }
    return boxes;
}

QPointF leaderStart(const QRectF& box, QPointF at) {
    return {std::clamp(at.x(), box.left(), box.right()),
            std::clamp(at.y(), box.top(), box.bottom())};
}

} // namespace calolens
