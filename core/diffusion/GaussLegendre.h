// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace calolens {

/// Where a function is asked, and what its value counts.
struct QuadratureNode {
    double at = 0;
    double weight = 0;
};

/// Nodes of Gauss and Legendre's rule from `low` to `high`, in ascending order: exact for
/// polynomials of degree 2 count - 1. @throws UsageError for a count below 1
[[nodiscard]] std::vector<QuadratureNode> gaussLegendre(int count, double low, double high);

} // namespace calolens
