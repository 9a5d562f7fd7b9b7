// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"

namespace calolens {

/// A random number of kept steps: binomial with the mean given, of `mean / keep` trials of
/// probability `keep` (the number of trials being rounded up or down at random). Above a mean of
/// some hundreds, its normal limit.
/// @param keep 0 < keep < 1; the variance is mean (1 - keep)
[[nodiscard]] int drawSpotCount(double mean, double keep, RandomStream& random) noexcept;

} // namespace calolens
