// SPDX-License-Identifier: GPL-3.0-or-later
#include "CheckPlots.h"

#include "PlotFolder.h"
#include "UnseenApplication.h"
#include "plots/CheckFigures.h"

namespace calolens::cli {

void writeCheckPlots(const FileCheckReport& report, const std::filesystem::path& folder) {
    const UnseenApplication application;
    makePlotFolder(folder);
    const PlotOrigin origin{"check", report.source.file,
                            report.source.prediction.value_or(PredictionInfo{}),
                            report.source.seed};
    for (const CheckFinding& finding : report.checks)
        if (const auto figure = calibrationFigure(finding))
            writeLinePlot(*figure, origin, folder / finding.info.id);
    if (const auto figure = coverageFigure(report))
        writeLinePlot(*figure, origin, folder / "coverage");
    for (std::size_t c = 0; c < report.eventChecks.size(); ++c)
        if (const auto figure = errorFigure(report, c))
            writeLinePlot(*figure, origin, folder / ("error-" + report.eventChecks[c].info.id));
}

} // namespace calolens::cli
