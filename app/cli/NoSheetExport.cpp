// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"
#include "error/Error.h"

namespace calolens::cli {

bool canWriteSheets() noexcept {
    return false;
}

std::string embeddedSession(const std::filesystem::path&) {
    return {};
}

void writeSheet(const ExportedComparison&, Session, const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "comparison sheets.");
}

} // namespace calolens::cli
