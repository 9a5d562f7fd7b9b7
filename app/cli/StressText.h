// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/StressTest.h"

#include <span>
#include <string>

namespace calolens::cli {

/// A table: for each lie and size, what the checks that see it best caught.
[[nodiscard]] std::string stressText(std::span<const LieDetection> detections);

} // namespace calolens::cli
