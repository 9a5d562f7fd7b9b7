// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/NoiseSchedule.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

std::vector<double> karrasSchedule(int steps, NoiseRange range, double rho) {
    if (steps < 1)
        throw UsageError(
            fmt::format("a schedule of {} steps was asked for, expected 1 or more", steps));
    if (!(range.sigmaMin > 0 && range.sigmaMin < range.sigmaMax && std::isfinite(range.sigmaMax)))
        throw UsageError(
            fmt::format("noise levels from {} to {} were given, expected 0 < sigmaMin < sigmaMax",
                        range.sigmaMin, range.sigmaMax));
    const double high = std::pow(range.sigmaMax, 1.0 / rho);
    const double low = std::pow(range.sigmaMin, 1.0 / rho);
    std::vector<double> sigmas;
    sigmas.reserve(static_cast<std::size_t>(steps) + 1);
    for (int i = 0; i < steps; ++i) {
        const double u = steps == 1 ? 0.0 : static_cast<double>(i) / (steps - 1);
        sigmas.push_back(std::pow(high + u * (low - high), rho));
    }
    sigmas.front() = range.sigmaMax;
    sigmas.push_back(0.0);
    return sigmas;
}

std::vector<double> noiseSchedule(std::string_view name, int steps, NoiseRange range) {
    if (name == "karras")
        return karrasSchedule(steps, range);
    throw UsageError(fmt::format("there is no noise schedule '{}'; known schedules: karras", name));
}

} // namespace calolens
