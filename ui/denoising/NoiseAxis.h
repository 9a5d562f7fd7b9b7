// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace calolens {

/// The scrubber's axis: noise levels on a logarithmic scale, from the noisiest at the left to the
/// least at the right, and behind it, past a gap, sigma = 0, the finished event, which has no place
/// on a logarithmic scale.
class NoiseAxis {
public:
    /// Share of the axis between the lowest noise level and sigma = 0.
    static constexpr double CleanGap = 0.06;

    NoiseAxis() = default;
    /// @param sigmaMin,sigmaMax  range of the positive levels; put in order and apart if they are
    /// not
    NoiseAxis(double sigmaMin, double sigmaMax);

    /// Place of a noise level, 0 (left, noisiest) to 1 (right, sigma = 0). Levels outside the range
    /// are put at its ends.
    [[nodiscard]] double positionOf(double sigma) const;
    /// The noise level at a place: the inverse of positionOf. Within the gap: the nearer end.
    [[nodiscard]] double sigmaAt(double position) const;
    [[nodiscard]] double sigmaMin() const noexcept { return m_min; }
    [[nodiscard]] double sigmaMax() const noexcept { return m_max; }

    struct Tick {
        double sigma = 0;
        bool labelled = false; ///< a decade (or 0); others are minor
    };
    /// Ticks at 1, 2, ... 9 times each decade, the decades labelled, and sigma = 0.
    [[nodiscard]] std::vector<Tick> ticks() const;

private:
    double m_min = 0.002;
    double m_max = 80;
};

} // namespace calolens
