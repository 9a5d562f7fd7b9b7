// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"
#include "analysis/stress/StressTest.h"

#include <span>
#include <string>

namespace calolens {

/// What a stress test found, as JSON (docs/checks.md), indented, ending in a newline.
[[nodiscard]] std::string stressJson(const CheckedSource& source,
                                     std::span<const LieDetection> detections);

} // namespace calolens
