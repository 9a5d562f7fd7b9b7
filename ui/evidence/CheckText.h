// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"

#include <QString>

namespace calolens {

/// A number with at most three significant figures and its unit: "1.03", "−24 MeV", "2.1 GeV",
/// "3.4 σ"; a dash if it is not a number.
[[nodiscard]] QString checkNumber(double value, const std::string& unit);

/// Where a pass lies: "0.7 to 1.4", "up to 3 σ"; empty if nothing limits it.
[[nodiscard]] QString passRange(const Limits& limits, const std::string& unit);

/// All that there is to say about a check and its result, as rich text: question, what it found,
/// limits and their origin, further numbers, formula, explanation, reference.
[[nodiscard]] QString checkDetails(const CheckInfo& info, const CheckResult& result);

} // namespace calolens
