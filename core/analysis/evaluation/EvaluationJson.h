// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"

#include <string>

namespace calolens {

/// The report as JSON (docs/evaluation.md), indented, ending in a newline. What is not known or not
/// finite is null.
[[nodiscard]] std::string evaluationJson(const EvaluationReport& report);

} // namespace calolens
