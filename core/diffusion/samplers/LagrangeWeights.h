// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace calolens {

/// Weights w_j such that sum_j w_j p(nodes[j]) is the integral of the polynomial p of degree
/// below nodes.size() whose powers u^k have the integrals moments[k].
[[nodiscard]] std::vector<double> lagrangeWeights(std::span<const double> nodes,
                                                  std::span<const double> moments);

/// Integrals from 0 to 1 of u^k, k below count.
[[nodiscard]] std::vector<double> plainMoments(std::size_t count);

/// Integrals from 0 to 1 of h exp(-h (1 - u)) u^k, k below count, h > 0: k! h phi_{k+1}(-h) of the
/// exponential integrators.
[[nodiscard]] std::vector<double> exponentialMoments(double h, std::size_t count);

} // namespace calolens
