// SPDX-License-Identifier: GPL-3.0-or-later
#include "ConvergencePlots.h"

#include "PlotFolder.h"
#include "UnseenApplication.h"
#include "plots/ConvergencePlot.h"

namespace calolens::cli {

void writeConvergencePlots(const std::vector<ConvergenceLine>& trajectories,
                           const std::vector<ConvergenceLine>& variances,
                           const std::filesystem::path& folder) {
    const UnseenApplication application;
    const auto style = PlotStyle::paper(pageUnit);
    const auto write = [&](ConvergencePlot&& plot, const char* name) {
        writePlot({QSizeF(120, 95),
                   [&plot](QCPPainter& painter, const QRect& rect) { plot.paint(painter, rect); }},
                  QStringLiteral("Order of convergence of samplers"),
                  {"benchmark orders", {}, {}, 0}, folder / name);
    };
    if (!trajectories.empty())
        write(ConvergencePlot(trajectories, leastTrajectoryError, 4,
                              QStringLiteral("Error of the trajectory (RMS)"), style),
              "orders");
    if (!variances.empty())
        write(ConvergencePlot(variances, 0, 2, QStringLiteral("Relative error of the variance"),
                              style),
              "orders-stochastic");
}

} // namespace calolens::cli
