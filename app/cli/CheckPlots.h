// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"

#include <filesystem>

namespace calolens::cli {

/// Writes the curves of a file's checks, each as .pdf, .svg and .png, into a folder, which is made
/// if need be: the rank histograms and TARP under the names of their checks, coverage, and
/// error-CHECK, the true error of events against a check that needs no truth. Needs no display.
/// @throws FileError, UsageError
void writeCheckPlots(const FileCheckReport& report, const std::filesystem::path& folder);

} // namespace calolens::cli
