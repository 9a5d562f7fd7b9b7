// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/OrbitCamera.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace calolens {

/// Finds the cell under the mouse in a pane of many cells drawn as spheres. The centres are
/// projected once for a camera; a question then walks through them all, which for a million takes
/// about a millisecond: less than sorting them would.
class PointPicker {
public:
    /// @param centres  x, y, z of each cell, mm
    /// @param radii    of each cell, mm; 0: not drawn
    PointPicker(const Projection& projection, const QRectF& pane, std::span<const float> centres,
                std::span<const float> radii);

    /// As of ScreenPicker: the nearest sphere that covers the pixel or, failing that, the one whose
    /// centre is nearest within `slack` pixels.
    [[nodiscard]] std::optional<std::size_t> pick(QPointF pixel, double slack = 6) const;

private:
    struct Disc {
        float x, y, radius; ///< pixels
        float distance;     ///< along the line of sight, mm
        std::uint32_t index;
    };
    std::vector<Disc> m_discs;
};

} // namespace calolens
