// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace calolens {

/// A colour, 0 to 255 each.
using Rgb = std::array<std::uint8_t, 3>;

/// Colours for values from 0 to 1, even in perceived lightness: readable with any colour vision and
/// in print without colour.
class ColourMap {
public:
    /// The map of that name; the first one if there is none.
    [[nodiscard]] static const ColourMap& named(std::string_view name);

    [[nodiscard]] const std::string& name() const noexcept { return m_name; }
    /// Two-sided: 0.5 means zero.
    [[nodiscard]] bool diverging() const noexcept { return m_diverging; }
    /// The colour at t, which is clamped to [0, 1]; NaN gives the colour at 0.
    [[nodiscard]] Rgb at(double t) const noexcept;

    ColourMap(std::string name, bool diverging, std::vector<Rgb> controlPoints);

private:
    static constexpr int kTableSize = 1024;
    std::string m_name;
    bool m_diverging = false;
    std::vector<Rgb> m_table;
};

/// Names of the sequential maps, for menus.
[[nodiscard]] std::vector<std::string> colourMapNames();
/// Names of the two-sided maps for differences.
[[nodiscard]] std::vector<std::string> divergingColourMapNames();

/// CIE lightness L* (0 to 100) of a colour.
[[nodiscard]] double lightness(Rgb colour) noexcept;

} // namespace calolens
