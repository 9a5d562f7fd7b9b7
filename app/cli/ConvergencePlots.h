// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/exact/Convergence.h"

#include <filesystem>

namespace calolens::cli {

/// Errors below are rounding of single precision, and are left out.
inline constexpr double leastTrajectoryError = 1e-6;

/// Writes orders and orders-stochastic, as PDF and PNG, into a folder that is there. Needs no
/// display. (NoEvaluationPlots.cpp stands in where canWritePlots() is false.)
/// @throws FileError, UsageError
void writeConvergencePlots(const std::vector<ConvergenceLine>& trajectories,
                           const std::vector<ConvergenceLine>& variances,
                           const std::filesystem::path& folder);

} // namespace calolens::cli
