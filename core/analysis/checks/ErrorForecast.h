// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/Bootstrap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace calolens {

/// What is left of y once its trend with energy is taken out: ln y less a straight line in
/// t = ln(E / MeV) where all y are positive, else y less a straight line. Where t varies by less
/// than 5 % in all, only the mean is taken out.
/// @param t,y one per event
[[nodiscard]] std::vector<double> withoutTrend(std::span<const double> t,
                                               std::span<const double> y);

/// Spearman's rank correlation of weighted pairs; ties share their mean rank. NaN if one of the two
/// does not vary.
[[nodiscard]] double weightedSpearman(std::span<const double> x, std::span<const double> y,
                                      std::span<const double> weights);

/// Spearman's rank correlation with its bootstrap error over events.
[[nodiscard]] Measured rankCorrelation(std::span<const double> x, std::span<const double> y,
                                       std::uint64_t seed);

} // namespace calolens
