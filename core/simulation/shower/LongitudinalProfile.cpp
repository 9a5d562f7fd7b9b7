// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/LongitudinalProfile.h"

#include "simulation/shower/IncompleteGamma.h"

namespace calolens {

double LongitudinalProfile::before(double t) const noexcept {
    return incompleteGamma(alpha, beta * t);
}

LongitudinalProfile LongitudinalProfile::mean(const ShowerParameters& p) noexcept {
    return {p.alpha, p.alpha / p.depth};
}

} // namespace calolens
