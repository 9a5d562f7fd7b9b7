// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// SheetExport.cpp is compiled with the user interface, NoSheetExport.cpp without.

#include "ExportedComparison.h"
#include "session/Session.h"

#include <filesystem>
#include <string>
#include <vector>

namespace calolens::cli {

/// The session that an exported file carries in itself; empty: none, or this program cannot read
/// it there. @throws FileError
[[nodiscard]] std::string embeddedSession(const std::filesystem::path& path);

/// What `export --what` may be: "sheet", "view", "maps", "cells", ... Empty if this program writes
/// cells alone.
[[nodiscard]] std::vector<std::string> exportNames();
/// The one of them that such a file usually is: "cells" for .csv.
[[nodiscard]] std::string usualExport(const std::filesystem::path& path);

/// Writes what made.sheet.what says. Needs no display: the windowless platform of Qt is used
/// unless QT_QPA_PLATFORM says otherwise.
/// @throws FileError, UsageError
/// @param made  how it was made: kept in the file (of a page) and beside it, unless it names no
/// file
void writeExport(const ExportedComparison& exported, Session made,
                 const std::filesystem::path& path);

} // namespace calolens::cli
