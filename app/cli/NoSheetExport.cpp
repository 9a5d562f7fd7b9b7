// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"
#include "error/Error.h"
#include "event/CellsFile.h"

namespace calolens::cli {

std::vector<std::string> exportNames() {
    return {};
}

std::string usualExport(const std::filesystem::path&) {
    return "cells";
}

std::string embeddedSession(const std::filesystem::path&) {
    return {};
}

void writeExport(const ExportedComparison& exported, Session made,
                 const std::filesystem::path& path) {
    if (made.sheet.what != "cells")
        throw UsageError("This calolens-cli was built without the window's libraries and writes "
                         "tables of cells only: .csv, .json or .h5.");
    writeCells(exported.comparison, path);
}

} // namespace calolens::cli
