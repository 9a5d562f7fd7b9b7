// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/TestQuantiles.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {

double normalTail(double z) {
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double normalQuantile(double p) {
    // Abramowitz and Stegun 26.2.23 as the start; Newton's method does the rest.
    const bool upper = p > 0.5;
    const double tail = upper ? 1 - p : p;
    const double t = std::sqrt(-2 * std::log(tail));
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                       (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    for (int i = 0; i < 3; ++i) {
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi);
        z += (normalTail(z) - tail) / density;
    }
    return upper ? z : -z;
}

double chiSquareQuantile(double p, double n) {
    const double s = 2 / (9 * n);
    return n * std::pow(std::max(0.0, 1 - s + normalQuantile(p) * std::sqrt(s)), 3);
}

double studentQuantile(double p, int n) {
    if (n <= 1)
        return std::tan(std::numbers::pi * (p - 0.5));
    if (n == 2)
        return (2 * p - 1) / std::sqrt(2 * p * (1 - p));
    const double z = normalQuantile(p), z2 = z * z;
    const double g1 = z * (z2 + 1) / 4;
    const double g2 = z * (5 * z2 * z2 + 16 * z2 + 3) / 96;
    const double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    const double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
}

double kolmogorovQuantile(double p) {
    return std::sqrt(-0.5 * std::log((1 - p) / 2));
}

} // namespace calolens
