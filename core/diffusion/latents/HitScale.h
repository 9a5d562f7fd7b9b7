// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"

#include <vector>

namespace calolens {

/// The scale on which a hit's energy is told: ln(E / MeV), and at each line of the spectrum a gap
/// that holds the hits of that very energy.
///
/// Where one photon of low energy is absorbed, a cell gets the binding energy of the atom's shell
/// and nothing else: a tenth of all hits has the same energy to the last digit. On a smooth scale
/// that is a needle, and what draws from a density smears it. Here such hits are spread evenly over
/// a gap of the scale (a dequantised line), and all that lies in the gap is that energy again.
class HitScale {
public:
    /// @param floor MeV @param lines MeV, ascending, above the floor @param width of each gap
    HitScale(double floor, const std::vector<double>& lines, double width);

    /// @param energy MeV, above zero; below the floor it counts as the floor
    /// @param random places hits of a line within its gap
    [[nodiscard]] double code(double energy, RandomStream& random) const;
    /// The mean of code().
    [[nodiscard]] double meanCode(double energy) const;
    /// Whether the energy is that of a line.
    [[nodiscard]] bool ofLine(double energy) const;
    /// A decoded hit.
    struct Hit {
        double energy = 0; ///< MeV, finite
        bool ofLine = false;
    };
    [[nodiscard]] Hit hit(double code) const;

    /// By what part of itself an energy may differ from that of its line: data keep eleven bits.
    static constexpr double tolerance = 4e-4;

private:
    /// @param place within a line's gap, 0 to 1
    [[nodiscard]] double codeAt(double energy, double place) const;

    struct Line {
        double energy, from; ///< where the gap begins
        [[nodiscard]] bool holds(double e) const;
    };
    std::vector<Line> m_lines;
    double m_width, m_floor;
};

} // namespace calolens
