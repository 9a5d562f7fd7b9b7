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

ViewSettings paperViewLike(const ViewSettings& screen) {
    ViewSettings paper = paperView();
    paper.thresholdMeV = screen.thresholdMeV;
    paper.layerVisible = screen.layerVisible;
    paper.logScale = screen.logScale;
    paper.style = screen.style;
    paper.sizeByEnergy = screen.sizeByEnergy;
    paper.layerGapMm = screen.layerGapMm;
    paper.showParticles = screen.showParticles;
    paper.showDetector = screen.showDetector;
    return paper;
}

namespace {
void requireSensible(int dpi) {
    if (dpi < smallestDpi || dpi > largestDpi)
        throw UsageError(fmt::format("a resolution of {} dots per inch was asked for, expected {} "
                                     "to {}",
                                     dpi, smallestDpi, largestDpi));
}

Page pageOf(const SheetPage& sheet) {
    return {sheet.sizeMm(), [&sheet](QCPPainter& painter, const QRect&) { sheet.paint(painter); }};
}

PageMetadata metadataOf(const EventComparison& comparison, const SheetOptions& options) {
    return {sheetTitle(comparison), provenanceText(comparison), options.provenance};
}
} // namespace

void writeComparisonSheet(const EventComparison& comparison, const SheetOptions& options,
                          const std::filesystem::path& path) {
    requireSensible(options.dpi);
    static_cast<void>(pageFormat(path, "a comparison sheet"));
    const SheetPage sheet(comparison, options);
    writePage(pageOf(sheet), metadataOf(comparison, options), path, options.dpi);
}

QByteArray comparisonSheetPng(const EventComparison& comparison, const SheetOptions& options) {
    requireSensible(options.dpi);
    const SheetPage sheet(comparison, options);
    return pageBytes(pageOf(sheet), metadataOf(comparison, options), PageFormat::Png, options.dpi);
}

} // namespace calolens
