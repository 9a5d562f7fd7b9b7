// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/benchmark/SamplerBenchmark.h"

#include <filesystem>

namespace calolens::cli {

/// Writes auc, separation and fpd against cost, as PDF and PNG, into a folder that is there. Needs
/// no display. (NoEvaluationPlots.cpp stands in where canWritePlots() is false.)
/// @throws FileError, UsageError
void writeSamplerBenchmarkPlots(const SamplerBenchmark& benchmark,
                                const std::filesystem::path& folder);

} // namespace calolens::cli
