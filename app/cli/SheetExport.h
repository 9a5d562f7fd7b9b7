// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ExportedComparison.h"

#include <filesystem>

namespace calolens::cli {

/// Whether this program was built with what comparison sheets need. (SheetExport.cpp is compiled
/// with the user interface, NoSheetExport.cpp without.)
[[nodiscard]] bool canWriteSheets() noexcept;

/// Writes the comparison sheet. Needs no display: the windowless platform of Qt is used unless
/// QT_QPA_PLATFORM says otherwise.
/// @throws FileError, UsageError
void writeSheet(const ExportedComparison& exported, int dpi, const std::filesystem::path& path);

} // namespace calolens::cli
