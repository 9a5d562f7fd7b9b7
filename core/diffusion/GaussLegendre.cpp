// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/GaussLegendre.h"

#include "error/Error.h"

#include <cmath>
#include <numbers>

namespace calolens {

namespace {
struct Legendre {
    double value, slope;
};

/// The Legendre polynomial of that degree, by its recursion.
Legendre legendre(int degree, double x) {
    double before = 1, value = x;
    for (int k = 2; k <= degree; ++k) {
        const double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
    }
    return {value, degree * (x * value - before) / (x * x - 1)};
}
} // namespace

std::vector<QuadratureNode> gaussLegendre(int count, double low, double high) {
    if (count < 1)
        throw UsageError("the number of nodes must be 1 or more");
    std::vector<QuadratureNode> nodes;
    for (int i = 0; i < count; ++i) {
        // Newton's method from a guess that is closer to this root than to any other.
        double x = -std::cos(std::numbers::pi * (i + 0.75) / (count + 0.5));
        for (int step = 0; step < 10; ++step) {
            const Legendre p = legendre(count, x);
            x -= p.value / p.slope;
        }
        const double slope = legendre(count, x).slope;
        nodes.push_back({0.5 * (low + high) + 0.5 * (high - low) * x,
                         (high - low) / ((1 - x * x) * slope * slope)});
    }
    return nodes;
}

} // namespace calolens
