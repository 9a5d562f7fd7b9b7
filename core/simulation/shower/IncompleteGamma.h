// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens {

/// Regularised lower incomplete gamma function P(a, x), for a > 0 and x >= 0: series below x = a +
/// 1, continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31). Relative error about
/// 1e-12.
[[nodiscard]] double incompleteGamma(double a, double x) noexcept;

} // namespace calolens
