// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ComparisonSheet.h"

#include "error/Error.h"
#include "export/ExportMetadata.h"
#include "export/SheetPage.h"
#include "page/PageFile.h"

#include <fmt/format.h>

namespace calolens {

ViewSettings paperView() {
    ViewSettings view;
    view.dark = false;
    view.colourMap = "viridis-paper";
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
} // namespace

void writeComparisonSheet(const EventComparison& comparison, const SheetOptions& options,
                          const std::filesystem::path& path) {
    requireSensible(options.dpi);
    static_cast<void>(pageFormat(path, "a comparison sheet"));
    const SheetPage sheet(comparison, options);
    writePage(pageOf(sheet), exportMetadata(comparison, {}, options.provenance), path, options.dpi);
}

QByteArray comparisonSheetPng(const EventComparison& comparison, const SheetOptions& options) {
    requireSensible(options.dpi);
    const SheetPage sheet(comparison, options);
    return pageBytes(pageOf(sheet), exportMetadata(comparison, {}, options.provenance),
                     PageFormat::Png, options.dpi);
}

} // namespace calolens
