// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/NoiseSchedule.h"

#include <string>
#include <vector>

namespace calolens {

/// How far a sampler is from the exact answer with so many steps.
struct ConvergencePoint {
    int steps = 0;
    int evaluations = 0; ///< NFE
    double error = 0;
};

/// A sampler on a schedule, from few steps to many.
struct ConvergenceLine {
    std::string sampler, schedule;
    std::vector<ConvergencePoint> points;

    /// Slope of ln error against ln(steps - 1) over the last two points whose errors are above
    /// `least`, below which single precision or the number of samples decides; 0 if there are not
    /// two.
    [[nodiscard]] double order(double least) const;
};

/// Where convergence is measured: the mixture of two Gaussians at -1 and 0.5 of width 0.4, from
/// noise 20 to 0.02, as in the table of docs/samplers.md.
inline constexpr NoiseRange convergenceRange{0.02, 20.0};

/// Root mean square distance, over many starts, between where a deterministic sampler has come at
/// the last level above zero and where the probability-flow ODE leads.
/// @param steps  each at least 2
[[nodiscard]] ConvergenceLine trajectoryConvergence(const std::string& sampler,
                                                    const std::string& schedule,
                                                    const std::vector<int>& steps);

/// Relative error of the variance of many samples, to noise 0, in absolute value: what can be asked
/// of a stochastic sampler.
/// @param samples  the statistical error is sqrt(2 / samples)
[[nodiscard]] ConvergenceLine varianceConvergence(const std::string& sampler,
                                                  const std::string& schedule,
                                                  const std::vector<int>& steps,
                                                  std::size_t samples);

} // namespace calolens
