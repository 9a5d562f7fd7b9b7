// SPDX-License-Identifier: GPL-3.0-or-later
#include "SheetExport.h"

#include "export/ComparisonSheet.h"

#include <QApplication>

namespace calolens::cli {

bool canWriteSheets() noexcept {
    return true;
}

void writeSheet(const ExportedComparison& exported, int dpi, const std::filesystem::path& path) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "calolens-cli";
    char* argv[] = {name, nullptr};
    const QApplication application(argc, argv);
    SheetOptions options;
    options.dpi = dpi;
    options.draws = exported.draws;
    writeComparisonSheet(exported.comparison, options, path);
}

} // namespace calolens::cli
