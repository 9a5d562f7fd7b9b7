// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"
#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

namespace calolens {

/// How often LR, one draw and the mean of all draws show as many maxima as truth, against the
/// number of maxima in truth: as papers show how often the number of particles is found.
class MaximaCountPlot : public QCustomPlot {
    Q_OBJECT
public:
    MaximaCountPlot(const EvaluationReport& report, const PlotStyle& style,
                    QWidget* parent = nullptr);
    /// Draws into a rectangle of a page. The painter's units are those of the style.
    void paint(QCPPainter& painter, const QRect& rect);

private:
    void addPoints(const std::vector<MaximaCount>& counts, Measured MaximaCount::*value,
                   const QString& name, PictureRole role, QCPScatterStyle::ScatterShape shape,
                   double shift);
    PlotStyle m_style;
};

} // namespace calolens
