// SPDX-License-Identifier: GPL-3.0-or-later
#include "EvaluationPlots.h"

#include "PlotFolder.h"
#include "UnseenApplication.h"

#include "plots/EnsemblePlot.h"
#include "plots/EvaluationFigures.h"
#include "plots/RatioPlot.h"

#include <fmt/format.h>

namespace calolens::cli {

namespace {
const QSizeF figureMm(90, 75);

void write(const RatioFigure& figure, const PlotOrigin& origin, const std::filesystem::path& stem) {
    RatioPlot plot(PlotStyle::paper(pageUnit));
    plot.setFigure(figure);
    writePlot(
        {figureMm, [&plot](QCPPainter& painter, const QRect& rect) { plot.paint(painter, rect); }},
        figure.title, origin, stem);
}

void writeAll(const EvaluationReport& report, const std::filesystem::path& folder) {
    const PlotOrigin origin{"evaluate", report.source, report.prediction, 0};
    makePlotFolder(folder);
    for (const ObservableReport& observable : report.observables)
        write(observableFigure(observable, static_cast<int>(report.events)), origin,
              folder / observable.info.name);
    write(residualFigure(report), origin, folder / "event_energy_residual");
    EnsemblePlot ensemble(report, PlotStyle::paper(pageUnit));
    writePlot({figureMm, [&ensemble](QCPPainter& painter,
                                     const QRect& rect) { ensemble.paint(painter, rect); }},
              QStringLiteral("Residual against draws"), origin, folder / "residual_against_draws");
}
} // namespace

bool canWritePlots() noexcept {
    return true;
}

void writeEvaluationPlots(const EvaluationReport& report, const std::filesystem::path& folder) {
    const UnseenApplication application;
    writeAll(report, folder);
    for (const EvaluationReport& bin : report.energyBins)
        writeAll(bin, folder / fmt::format("{:g}-{:g}gev", *bin.energyLowGev, *bin.energyHighGev));
}

} // namespace calolens::cli
