// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/StressJson.h"

#include <filesystem>

namespace calolens::cli {

/// Writes, per lie, LIE.pdf, .svg and .png, what each check catches at 5 % false alarms against the
/// lie's size, and per lie and size LIE-SIZE-roc likewise, into a folder, which is made if need
/// be. Needs no display. @throws FileError, UsageError
void writeStressPlots(const StressReport& report, const std::filesystem::path& folder);

} // namespace calolens::cli
