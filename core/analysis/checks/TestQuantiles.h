// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens {

/// Quantile of the standard normal distribution (Abramowitz and Stegun 26.2.23, then
/// Newton's method). @param p in (0, 1)
[[nodiscard]] double normalQuantile(double p);
/// Probability that a standard normal number is above z.
[[nodiscard]] double normalTail(double z);
/// Quantile of the chi-square distribution (Wilson and Hilferty 1931; error below 1 % for n > 5).
/// @param n degrees of freedom, 1 or more
[[nodiscard]] double chiSquareQuantile(double p, double n);
/// Quantile of Student's t distribution (Abramowitz and Stegun 26.7.5; exact formulas for one and
/// two degrees of freedom). @param n degrees of freedom, 1 or more
[[nodiscard]] double studentQuantile(double p, int n);
/// Quantile of Kolmogorov's distribution of sqrt(n) times the largest distance between the
/// empirical and the true distribution of n independent numbers (leading term, exact to 1e-3 for
/// p >= 0.9).
[[nodiscard]] double kolmogorovQuantile(double p);

} // namespace calolens
