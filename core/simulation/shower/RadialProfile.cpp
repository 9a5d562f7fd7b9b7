// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/RadialProfile.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double latest = 6;           // tau
constexpr double referenceAge = 5;     // radiation lengths
constexpr double smallestLength = 0.1; // mm
} // namespace

RadialProfile RadialProfile::at(const ShowerParameters& p, double age, double scale) noexcept {
    const double tau = std::min(age / referenceAge, latest);
    const auto length = [&](double units) {
        return std::max(p.moliereRadius * scale * units, smallestLength);
    };
    const double radius =
        std::max(p.coreRadius + p.coreRadiusSlope * tau + p.coreRadiusCubic * tau * tau * tau,
                 p.coreRadiusLeast);
    return {length(age > 0 ? radius : p.ionisationRadius),
            length(p.coreRange + p.coreRangeSlope * tau),
            p.fastRange * std::pow(std::min(tau, 1.0), p.fastPower) * scale,
            std::clamp(p.photonFraction + p.photonFractionSlope * tau, 0.0, p.photonFractionLimit),
            std::clamp(p.farShare + p.farShareSlope * tau, 0.0, 1.0),
            length(std::max(p.nearLength + p.nearLengthSlope * tau, 0.1)),
            length(p.farLength),
            std::max(p.corePower + p.corePowerSlope * tau, 1.1)};
}

// Without the exponential, r^2 / R^2 = u^(-1 / (k - 1)) - 1 for u uniform in (0, 1).
CoreShape::CoreShape(double power)
    : m_exponent(-1 / (power - 1)) {
    for (std::size_t i = 1; i <= steps; ++i)
        m_quantiles[i] = exact(static_cast<double>(i) / steps);
}

double CoreShape::exact(double u) const noexcept {
    return std::sqrt(std::max(std::pow(u, m_exponent) - 1, 0.0));
}

double CoreShape::draw(const RadialProfile& profile, RandomStream& random) const noexcept {
    constexpr std::size_t firstStep = 32; // below, the quantiles run away too fast for the table
    for (;;) {
        const double u = random.uniform();
        const double place = u * steps;
        const auto i = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(i);
        const double r = profile.coreRadius *
                         (i < firstStep || i + firstStep >= steps
                              ? exact(u)
                              : m_quantiles[i] + share * (m_quantiles[i + 1] - m_quantiles[i]));
        const double x = r / profile.coreRange, accept = random.uniform();
        if (accept < 1 - x || accept < std::exp(-x)) // the first is no more than the second
            return r;
    }
}

} // namespace calolens
