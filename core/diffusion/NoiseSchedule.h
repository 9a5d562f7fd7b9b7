// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace calolens {

/// Range of noise levels between which a sampler works.
struct NoiseRange {
    double sigmaMin = 0.002;
    double sigmaMax = 80.0;
};

/// Karras et al., arXiv 2206.00364, eq. 5: `steps` levels from sigmaMax down to sigmaMin, evenly
/// spaced in sigma^(1/rho), and a last one that is exactly 0 (steps + 1 values; one step: sigmaMax,
/// 0).
/// @throws UsageError if steps < 1 or not 0 < sigmaMin < sigmaMax
[[nodiscard]] std::vector<double> karrasSchedule(int steps, NoiseRange range, double rho = 7.0);

/// The schedule of that name ("karras"). @throws UsageError naming the known ones
[[nodiscard]] std::vector<double> noiseSchedule(std::string_view name, int steps, NoiseRange range);

} // namespace calolens
