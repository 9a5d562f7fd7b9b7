// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "SampleInput.h"

#include <filesystem>
#include <string>

namespace calolens::cli {

/// How figures and reports of a sample are written.
struct SampleOutput {
    int dpi = 300;
    bool anonymous = false; ///< without the names of files of this machine
};

/// Whether this build has the libraries that figures and reports need.
[[nodiscard]] bool canWriteSamples() noexcept;
/// Writes each figure of a sample as PDF, SVG and PNG, and the session that makes it again beside
/// them. @throws UsageError where that is not possible, FileError
void writeSampleFigures(const SampleInput& input, const SampleOutput& output,
                        const std::filesystem::path& folder);
/// Writes the report of a sample, and its session. @throws UsageError where that is not possible,
/// FileError
void writeSampleReport(const SampleInput& input, const SampleOutput& output,
                       const std::filesystem::path& path);
/// Draws one figure again. @param path  where it is written to, .pdf, .svg or .png; empty: nowhere
/// @return the fingerprint of its drawing  @throws UsageError if the sample has no such figure
[[nodiscard]] std::string drawSampleFigure(const SampleInput& input, const std::string& figure,
                                           const SampleOutput& output,
                                           const std::filesystem::path& path);

} // namespace calolens::cli
