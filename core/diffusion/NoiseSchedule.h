// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace calolens {

/// Range of noise levels between which a sampler works.
struct NoiseRange {
    double sigmaMin = 0.002;
    double sigmaMax = 80.0;
};

/// What a user needs to know of a noise schedule to choose it.
struct ScheduleDescription {
    std::string_view name;        ///< "karras"
    std::string_view title;       ///< "Karras"
    std::string_view explanation; ///< one line
    std::string_view reference;   ///< paper and equation
};

/// All schedules that noiseSchedule() knows.
[[nodiscard]] std::span<const ScheduleDescription> schedules();

// Each of the following gives `steps` levels from sigmaMax down to sigmaMin, and a last one that is
// exactly 0: steps + 1 values; one step: sigmaMax, 0. They throw UsageError if steps < 1 or not
// 0 < sigmaMin < sigmaMax.

/// Karras et al., arXiv 2206.00364, eq. 5: evenly spaced in sigma^(1/rho).
[[nodiscard]] std::vector<double> karrasSchedule(int steps, NoiseRange range, double rho = 7.0);

/// Lu et al., arXiv 2206.00927, section 3.4, and 2211.01095: evenly spaced in lambda = -ln sigma.
[[nodiscard]] std::vector<double> luSchedule(int steps, NoiseRange range);

/// Variance-preserving process with beta(t) = betaMin + betaD t (Song et al., arXiv 2011.13456,
/// eq. 33; Karras et al., table 1): evenly spaced in t,
/// sigma(t) = sqrt(exp(betaD t^2 / 2 + betaMin t) - 1).
[[nodiscard]] std::vector<double> vpSchedule(int steps, NoiseRange range, double betaD = 19.9,
                                             double betaMin = 0.1);

/// Nichol and Dhariwal, arXiv 2102.09672, eq. 17: evenly spaced in t, 1 / (1 + sigma^2) =
/// f(t) / f(0), f(t) = cos^2((t + s) / (1 + s) pi / 2), s = 0.008.
[[nodiscard]] std::vector<double> cosineSchedule(int steps, NoiseRange range);

/// The straight path of flow matching (Lipman et al., arXiv 2210.02747), evenly spaced in
/// t = sigma / (1 + sigma). Euler's method on it is Euler's method on dx_t/dt = velocity.
[[nodiscard]] std::vector<double> flowSchedule(int steps, NoiseRange range);

/// The schedule of that name. @throws UsageError naming the known ones
[[nodiscard]] std::vector<double> noiseSchedule(std::string_view name, int steps, NoiseRange range);

} // namespace calolens
