// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/PointPicker.h"

#include <algorithm>
#include <limits>

namespace calolens {

PointPicker::PointPicker(const Projection& projection, const QRectF& pane,
                         std::span<const float> centres, std::span<const float> radii) {
    constexpr double kSmallest = 0.5; // pixels
    for (std::size_t i = 0; i < radii.size(); ++i) {
        if (!(radii[i] > 0))
            continue;
        const auto place =
            projection.project({centres[3 * i], centres[3 * i + 1], centres[3 * i + 2]});
        if (!place)
            continue;
        const double radius =
            std::max(radii[i] * projection.pixelsPerMm(place->distance), kSmallest);
        if (place->pixel.x() + radius < pane.left() || place->pixel.x() - radius > pane.right() ||
            place->pixel.y() + radius < pane.top() || place->pixel.y() - radius > pane.bottom())
            continue;
        m_discs.push_back({static_cast<float>(place->pixel.x()),
                           static_cast<float>(place->pixel.y()), static_cast<float>(radius),
                           static_cast<float>(place->distance), static_cast<std::uint32_t>(i)});
    }
}

std::optional<std::size_t> PointPicker::pick(QPointF pixel, double slack) const {
    const auto x = static_cast<float>(pixel.x());
    const auto y = static_cast<float>(pixel.y());
    const Disc* covering = nullptr;
    const Disc* near = nullptr;
    auto nearest = static_cast<float>(slack * slack);
    for (const Disc& disc : m_discs) {
        const float dx = x - disc.x;
        const float dy = y - disc.y;
        const float squared = dx * dx + dy * dy;
        if (squared <= disc.radius * disc.radius) {
            if (covering == nullptr || disc.distance < covering->distance)
                covering = &disc;
        } else if (covering == nullptr && squared <= nearest) {
            nearest = squared;
            near = &disc;
        }
    }
    const Disc* found = covering != nullptr ? covering : near;
    return found != nullptr ? std::optional<std::size_t>(found->index) : std::nullopt;
}

} // namespace calolens
