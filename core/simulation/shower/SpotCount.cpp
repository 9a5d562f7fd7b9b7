// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/SpotCount.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double normalAbove = 60;
}

int drawSpotCount(double mean, double keep, RandomStream& random) noexcept {
    if (!(mean > 0))
        return 0;
    if (mean > normalAbove)
        return std::max(0, static_cast<int>(
                               std::lround(mean + std::sqrt(mean * (1 - keep)) * random.normal())));
    const double exact = mean / keep;
    const double whole = std::floor(exact);
    const double trials = whole + (random.uniform() < exact - whole ? 1 : 0);
    // Inversion: walk up the probabilities P(k + 1) = P(k) (n - k) / (k + 1) keep / (1 - keep).
    const double odds = keep / (1 - keep);
    double u = random.uniform(), probability = std::exp(trials * std::log1p(-keep));
    double count = 0;
    while (u > probability && count < trials) {
        u -= probability;
        probability *= (trials - count) / (count + 1) * odds;
        ++count;
    }
    return static_cast<int>(count);
}

} // namespace calolens
