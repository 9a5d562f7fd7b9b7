// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"

#include <filesystem>

namespace calolens::cli {

/// Whether this program was built with what plots need. (EvaluationPlots.cpp is compiled with the
/// user interface, NoEvaluationPlots.cpp without.)
[[nodiscard]] bool canWritePlots() noexcept;

/// Writes one PDF and one PNG per figure into a folder, which is made if need be; figures of energy
/// bins into folders of their own inside it. Needs no display.
/// @throws FileError, UsageError
void writeEvaluationPlots(const EvaluationReport& report, const std::filesystem::path& folder);

} // namespace calolens::cli
