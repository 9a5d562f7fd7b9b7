// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/LongitudinalProfile.h"

#include "simulation/shower/IncompleteGamma.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
// Electrons of a few MeV make no shower, but a short track: the logarithms end here.
constexpr double lowestLogEnergy = 1.5;
constexpr double lowestAlpha = 1.5;

struct Logarithms {
    double maximum, alpha, maximumWidth, alphaWidth, correlation;
};

Logarithms logarithms(const ShowerParameters& p, double energy) noexcept {
    const double lnY = std::max(std::log(energy / p.criticalEnergy), lowestLogEnergy);
    const auto width = [&](double offset, double slope) {
        const double inverse = offset + slope * lnY;
        return inverse * p.widthLimit > 1 ? 1 / inverse : p.widthLimit;
    };
    return {std::log(p.maximumOffset + p.maximumSlope * lnY),
            std::log(std::max(p.alphaOffset + p.alphaSlope * lnY, lowestAlpha)),
            width(p.maximumWidthOffset, p.maximumWidthSlope),
            width(p.alphaWidthOffset, p.alphaWidthSlope),
            std::clamp(p.correlationOffset + p.correlationSlope * lnY, -0.95, 0.95)};
}

LongitudinalProfile profile(double logMaximum, double logAlpha) noexcept {
    const double alpha = std::max(std::exp(logAlpha), lowestAlpha);
    return {alpha, (alpha - 1) / std::exp(logMaximum)};
}
} // namespace

double LongitudinalProfile::before(double t) const noexcept {
    return incompleteGamma(alpha, beta * t);
}

LongitudinalProfile LongitudinalProfile::median(const ShowerParameters& parameters,
                                                double energy) noexcept {
    const Logarithms l = logarithms(parameters, energy);
    return profile(l.maximum, l.alpha);
}

LongitudinalProfile LongitudinalProfile::draw(const ShowerParameters& parameters, double energy,
                                              RandomStream& random) noexcept {
    const Logarithms l = logarithms(parameters, energy);
    const double first = random.normal(), second = random.normal();
    return profile(l.maximum + l.maximumWidth * first,
                   l.alpha +
                       l.alphaWidth * (l.correlation * first +
                                       std::sqrt(1 - l.correlation * l.correlation) * second));
}

} // namespace calolens
