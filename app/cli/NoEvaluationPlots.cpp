// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckPlots.h"
#include "ConvergencePlots.h"
#include "EvaluationPlots.h"
#include "SamplerBenchmarkPlots.h"
#include "StressPlots.h"
#include "error/Error.h"

namespace calolens::cli {

bool canWritePlots() noexcept {
    return false;
}

void writeEvaluationPlots(const EvaluationReport&, const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "plots.");
}

void writeSamplerBenchmarkPlots(const SamplerBenchmark&, const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "plots.");
}

void writeConvergencePlots(const std::vector<ConvergenceLine>&, const std::vector<ConvergenceLine>&,
                           const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "plots.");
}

void writeCheckPlots(const FileCheckReport&, const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "plots.");
}

void writeStressPlots(const StressReport&, const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "plots.");
}

} // namespace calolens::cli
