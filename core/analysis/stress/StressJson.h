// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/StressTest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace calolens {

/// What a stress test found, and of what.
struct StressReport {
    std::string source;     ///< file
    std::string prediction; ///< its name
    std::string model;
    std::string inputs;      ///< what the summary of the training data was made from; empty: none
    std::string calibration; ///< what the draws' calibration was fitted to; empty: none
    /// Files of events of another generator and of particles never trained on; empty: none.
    std::string otherEvents, unseenEvents;
    std::uint64_t seed = 1;
    std::vector<LieDetection> detections;
};

/// As JSON (docs/checks.md), indented, ending in a newline.
[[nodiscard]] std::string stressJson(const StressReport& report);
/// What stressJson wrote. @throws FileError if the file cannot be read or is no such report
[[nodiscard]] StressReport readStressJson(const std::filesystem::path& path);

} // namespace calolens
