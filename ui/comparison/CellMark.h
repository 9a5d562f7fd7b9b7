// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ColourMap.h"

#include <cstdint>

namespace calolens {

/// What a cell is besides its energy.
enum class CellMark : std::uint8_t {
    None,
    Dimmed, ///< others are selected, and it is not
    Cut     ///< by a clipping plane: not drawn
};

/// The colour of a dimmed cell: most of it gone into a grey that both backgrounds bear.
[[nodiscard]] constexpr Rgb dimmed(Rgb colour) noexcept {
    constexpr int kGrey = 0x80;
    for (std::uint8_t& channel : colour)
        channel = static_cast<std::uint8_t>((channel + 5 * kGrey) / 6);
    return colour;
}

} // namespace calolens
