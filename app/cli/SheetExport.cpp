// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"
#include "UnseenApplication.h"

#include "export/ComparisonSheet.h"

namespace calolens::cli {

bool canWriteSheets() noexcept {
    return true;
}

void writeSheet(const ExportedComparison& exported, int dpi, const std::filesystem::path& path) {
    const UnseenApplication application;
    SheetOptions options;
    options.dpi = dpi;
    options.draws = exported.draws;
    writeComparisonSheet(exported.comparison, options, path);
}

} // namespace calolens::cli
