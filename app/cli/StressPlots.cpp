// SPDX-License-Identifier: GPL-3.0-or-later
#include "StressPlots.h"

#include "PlotFolder.h"
#include "UnseenApplication.h"
#include "plots/DetectionFigures.h"

#include <fmt/format.h>

namespace calolens::cli {

void writeStressPlots(const StressReport& report, const std::filesystem::path& folder) {
    const UnseenApplication application;
    makePlotFolder(folder);
    PlotOrigin origin{"stress", report.source, {}, report.seed};
    origin.prediction.name = report.prediction;
    origin.prediction.model = report.model;
    for (const auto& [lie, sizes] : toldLies(report)) {
        const std::string name = lie->id;
        writeLinePlot(detectionFigure(report, *lie), origin, folder / name);
        for (const double size : sizes)
            writeLinePlot(rocFigure(report, *lie, size), origin,
                          folder / fmt::format("{}-{:g}-roc", name, size));
    }
}

} // namespace calolens::cli
