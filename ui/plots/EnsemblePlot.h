// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"
#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

namespace calolens {

/// Standard deviation of the event-energy residual against the number of draws whose mean is taken,
/// with LR's as a line. Painted on pages.
class EnsemblePlot : public QCustomPlot {
    Q_OBJECT
public:
    EnsemblePlot(const EvaluationReport& report, const PlotStyle& style, QWidget* parent = nullptr);
    /// Draws into a rectangle of a page. The painter's units are those of the style.
    void paint(QCPPainter& painter, const QRect& rect);

private:
    void addLr(const Measured& sd, double first, double last);
    void addDraws(const std::vector<EnsemblePoint>& points);
    void styleAxes();

    PlotStyle m_style;
};

} // namespace calolens
