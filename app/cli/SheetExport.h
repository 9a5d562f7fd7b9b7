// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ExportedComparison.h"
#include "session/Session.h"

#include <filesystem>

namespace calolens::cli {

/// Whether this program was built with what comparison sheets need. (SheetExport.cpp is compiled
/// with the user interface, NoSheetExport.cpp without.)
[[nodiscard]] bool canWriteSheets() noexcept;

/// The session that an exported file carries in itself; empty: none, or this program cannot read
/// it there. @throws FileError
[[nodiscard]] std::string embeddedSession(const std::filesystem::path& path);

/// Writes the comparison sheet. Needs no display: the windowless platform of Qt is used unless
/// QT_QPA_PLATFORM says otherwise.
/// @throws FileError, UsageError
/// @param made  how it was made: kept in the file and beside it, unless it names no file
void writeSheet(const ExportedComparison& exported, Session made,
                const std::filesystem::path& path);

} // namespace calolens::cli
