// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/RadialProfile.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double latest = 6;             // tau
constexpr double referenceDepth = 7.1;   // radiation lengths: the maximum at 30 GeV
constexpr double referenceEnergy = 30e3; // MeV
constexpr double smallestLength = 0.1;   // mm

double exponentialWithin(double r, double length) noexcept {
    return 1 - (1 + r / length) * std::exp(-r / length);
}
} // namespace

double RadialProfile::drawTail(RandomStream& random) const noexcept {
    const double length = random.uniform() < haloShare ? haloLength : tailLength;
    return -length * std::log(random.uniform() * random.uniform());
}

double RadialProfile::tailWithin(double r) const noexcept {
    return (1 - haloShare) * exponentialWithin(r, tailLength) +
           haloShare * exponentialWithin(r, haloLength);
}

RadialProfile RadialProfile::at(const ShowerParameters& p, double energy, double t, double maximum,
                                double scale) noexcept {
    const double tau =
        std::min(t / referenceDepth * std::pow(referenceDepth / maximum, p.radialTauPower), latest);
    const double lnE = std::log(energy / referenceEnergy);
    const double early = p.tailFraction * std::exp(p.tailFractionEnergy * lnE);
    const double slope = p.tailFractionSlope * std::exp(p.tailSlopeEnergy * lnE);
    const auto length = [&](double units) {
        return std::max(p.moliereRadius * scale * units, smallestLength);
    };
    return {length(std::exp(p.coreRadiusEnergy * lnE) *
                   std::max(p.coreRadius + p.coreRadiusCubic * tau * tau * tau, p.coreRadiusLeast)),
            length(p.coreRange),
            length(std::max(p.tailLength + p.tailLengthSlope * tau, p.tailLengthLeast)),
            length(std::max(p.haloLength + p.haloLengthSlope * tau, p.tailLengthLeast)),
            std::clamp(early + slope * tau, 0.0, p.tailFractionLimit),
            std::clamp(p.haloShare + p.haloShareSlope * tau, 0.0, 1.0),
            length(p.fastRange / p.moliereRadius * std::min(tau, 1.0))};
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
