// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckPlots.h"

#include "PlotFolder.h"
#include "UnseenApplication.h"
#include "plots/CheckFigures.h"

namespace calolens::cli {

void writeCheckPlots(const FileCheckReport& report, const std::filesystem::path& folder) {
    const UnseenApplication application;
    makePlotFolder(folder);
    for (const CheckFinding& finding : report.checks)
        if (const auto figure = calibrationFigure(finding))
            writeLinePlot(*figure, folder / finding.info.id);
    if (const auto figure = coverageFigure(report))
        writeLinePlot(*figure, folder / "coverage");
    for (std::size_t c = 0; c < report.eventChecks.size(); ++c)
        if (const auto figure = errorFigure(report, c))
            writeLinePlot(*figure, folder / ("error-" + report.eventChecks[c].info.id));
}

} // namespace calolens::cli
