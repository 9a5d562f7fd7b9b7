// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/IncompleteGamma.h"

#include <cmath>

namespace calolens {

namespace {
constexpr int maxTerms = 500;
constexpr double precision = 1e-13;

double series(double a, double x) noexcept {
    double term = 1 / a, sum = term;
    for (int n = 1; n < maxTerms && term > precision * sum; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum;
}

/// Lentz's method.
double continuedFraction(double a, double x) noexcept {
    constexpr double tiny = 1e-300;
    double b = x + 1 - a, c = 1 / tiny, d = 1 / b, product = d;
    for (int n = 1; n < maxTerms; ++n) {
        const double factor = -n * (n - a);
        b += 2;
        d = factor * d + b;
        c = b + factor / c;
        d = 1 / (std::abs(d) < tiny ? tiny : d);
        c = std::abs(c) < tiny ? tiny : c;
        product *= d * c;
        if (std::abs(d * c - 1) < precision)
            break;
    }
    return product;
}

/// log of the gamma function; unlike std::lgamma it writes no global variable, so that threads may
/// call it (Lanczos, g = 7, n = 9).
double logGamma(double a) noexcept {
    constexpr double coefficients[] = {
        676.5203681218851,  -1259.1392167224028,  771.32342877765313,    -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    double sum = 0.99999999999980993;
    double n = a - 1;
    for (const double c : coefficients)
        sum += c / ++n;
    const double t = a + 6.5;
    return 0.91893853320467274178 + (a - 0.5) * std::log(t) - t + std::log(sum);
}
} // namespace

double incompleteGamma(double a, double x) noexcept {
    if (!(x > 0))
        return 0;
    const double front = std::exp(a * std::log(x) - x - logGamma(a));
    return x < a + 1 ? front * series(a, x) : 1 - front * continuedFraction(a, x);
}

} // namespace calolens
