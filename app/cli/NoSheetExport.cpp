// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"
#include "error/Error.h"

namespace calolens::cli {

bool canWriteSheets() noexcept {
    return false;
}

void writeSheet(const ExportedComparison&, int, const std::filesystem::path&) {
    throw UsageError("This calolens-cli was built without the window's libraries and cannot write "
                     "comparison sheets.");
}

} // namespace calolens::cli
