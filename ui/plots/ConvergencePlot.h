// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/exact/Convergence.h"
#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

namespace calolens {

/// Error of samplers against network evaluations, both logarithmic, a line per sampler; dotted
/// lines show the slopes that orders 1, 2, 3, ... have.
class ConvergencePlot : public QCustomPlot {
    Q_OBJECT
public:
    /// @param least      errors below are not shown (rounding, statistics)
    /// @param topOrder   of the dotted lines
    /// @param errorTitle of the vertical axis
    ConvergencePlot(const std::vector<ConvergenceLine>& lines, double least, int topOrder,
                    const QString& errorTitle, const PlotStyle& style, QWidget* parent = nullptr);
    /// Draws into a rectangle of a page. The painter's units are those of the style.
    void paint(QCPPainter& painter, const QRect& rect);

private:
    void styleAxes(const QString& errorTitle);
    void addSlopes(int topOrder);
    void addLine(const ConvergenceLine& line, std::size_t number, double least);

    PlotStyle m_style;
    double m_fewest = 0, m_most = 0;    ///< evaluations
    double m_lowest = 0, m_highest = 0; ///< error
};

} // namespace calolens
