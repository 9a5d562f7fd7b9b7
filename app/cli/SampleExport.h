// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SampleInput.h"

#include <filesystem>

namespace calolens::cli {

/// Whether this build has the libraries that figures and reports need.
[[nodiscard]] bool canWriteSamples() noexcept;
/// Writes each figure of a sample as PDF, SVG and PNG. @throws UsageError where that is not
/// possible, FileError
void writeSampleFigures(const SampleInput& input, int dpi, const std::filesystem::path& folder);
/// Writes the report of a sample. @throws UsageError where that is not possible, FileError
void writeSampleReport(const SampleInput& input, int dpi, const std::filesystem::path& path);

} // namespace calolens::cli
