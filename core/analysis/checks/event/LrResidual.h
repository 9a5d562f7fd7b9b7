// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <span>
#include <vector>

namespace calolens {

/// (A x - y) / sigma, per LR cell, of a picture x (MeV per HR cell).
[[nodiscard]] std::vector<double> lrPulls(const EventEvidence& evidence, std::span<const float> x);
/// The mean of that over all draws.
[[nodiscard]] std::vector<double> meanLrPulls(const EventEvidence& evidence);
/// Mean of the squares.
[[nodiscard]] double meanSquare(std::span<const double> values);
/// Chi-square per LR cell, averaged over draws.
[[nodiscard]] double drawsChiSquare(const EventEvidence& evidence);

} // namespace calolens
