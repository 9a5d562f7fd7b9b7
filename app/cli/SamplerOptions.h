// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/DenoisingRun.h"

namespace CLI {
class App;
}

namespace calolens::cli {

/// Adds --sampler, --schedule and --steps, which name what there is and refuse what there is not.
/// @param settings must live as long as the command
void addSamplerOptions(CLI::App& command, RunSettings& settings);

/// "35 evaluations", or that they vary, for PredictionInfo::evaluations.
[[nodiscard]] std::string evaluationsText(int evaluations);

} // namespace calolens::cli
