// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ComparisonSheet.h"

#include "error/Error.h"
#include "event/Provenance.h"
#include "export/SheetPage.h"
#include "page/PageFile.h"
#include "version/Version.h"

#include <fmt/format.h>

namespace calolens {

namespace {
QString sheetTitle(const EventComparison& comparison) {
    return QStringLiteral("CaloLens: %1, event %2")
        .arg(QString::fromStdString(comparison.source))
        .arg(comparison.event->number);
}

QString provenanceText(const EventComparison& comparison) {
    QStringList lines;
    for (const auto& [key, value] : provenanceOf(comparison))
        lines << QString::fromStdString(key) + QStringLiteral(": ") + QString::fromStdString(value);
    lines << QStringLiteral("exported by: CaloLens ") + QString::fromStdString(programVersion());
    return lines.join(QStringLiteral("; "));
}
} // namespace

ViewSettings paperView() {
    ViewSettings view;
    view.dark = false;
    view.colourMap = "viridis";
    return view;
}

void writeComparisonSheet(const EventComparison& comparison, const SheetOptions& options,
                          const std::filesystem::path& path) {
    if (options.dpi < smallestDpi || options.dpi > largestDpi)
        throw UsageError(fmt::format("a resolution of {} dots per inch was asked for, expected {} "
                                     "to {}",
                                     options.dpi, smallestDpi, largestDpi));
    static_cast<void>(pageFormat(path, "a comparison sheet"));
    const SheetPage sheet(comparison, options);
    const Page page{sheet.sizeMm(),
                    [&sheet](QCPPainter& painter, const QRect&) { sheet.paint(painter); }};
    writePage(page, {sheetTitle(comparison), provenanceText(comparison), options.provenance}, path,
              options.dpi);
}

} // namespace calolens
