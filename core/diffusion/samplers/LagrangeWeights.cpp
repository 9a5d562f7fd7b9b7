// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/samplers/LagrangeWeights.h"

#include <cmath>

namespace calolens {

std::vector<double> lagrangeWeights(std::span<const double> nodes,
                                    std::span<const double> moments) {
    std::vector<double> weights;
    weights.reserve(nodes.size());
    std::vector<double> polynomial(nodes.size()); // coefficients of the one that is 1 at node j
    for (std::size_t j = 0; j < nodes.size(); ++j) {
        polynomial.assign(nodes.size(), 0.0);
        polynomial[0] = 1;
        std::size_t degree = 0;
        for (std::size_t m = 0; m < nodes.size(); ++m) {
            if (m == j)
                continue;
            const double scale = 1 / (nodes[j] - nodes[m]); // times (u - nodes[m]) scale
            ++degree;
            for (std::size_t k = degree; k > 0; --k)
                polynomial[k] = scale * (polynomial[k - 1] - nodes[m] * polynomial[k]);
            polynomial[0] *= -scale * nodes[m];
        }
        double weight = 0;
        for (std::size_t k = 0; k < nodes.size(); ++k)
            weight += polynomial[k] * moments[k];
        weights.push_back(weight);
    }
    return weights;
}

std::vector<double> plainMoments(std::size_t count) {
    std::vector<double> moments(count);
    for (std::size_t k = 0; k < count; ++k)
        moments[k] = 1.0 / static_cast<double>(k + 1);
    return moments;
}

std::vector<double> exponentialMoments(double h, std::size_t count) {
    std::vector<double> moments(count);
    if (h < 0.1) {
        // M_k = h sum_n (-h)^n k! / (k + n + 1)!: the recursion below would lose its digits.
        for (std::size_t k = 0; k < count; ++k) {
            double term = h / static_cast<double>(k + 1);
            for (std::size_t n = 1; n < 14; ++n) {
                moments[k] += term;
                term *= -h / static_cast<double>(k + n + 1);
            }
        }
        return moments;
    }
    double moment = -std::expm1(-h);
    for (std::size_t k = 0; k < count; ++k) { // by parts: M_k = 1 - (k / h) M_{k-1}
        if (k > 0)
            moment = 1 - static_cast<double>(k) / h * moment;
        moments[k] = moment;
    }
    return moments;
}

} // namespace calolens
