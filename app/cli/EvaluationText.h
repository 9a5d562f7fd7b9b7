// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"

#include <string>

namespace calolens::cli {

/// The report as tables to be read by people, energies in GeV.
[[nodiscard]] std::string evaluationText(const EvaluationReport& report);

} // namespace calolens::cli
