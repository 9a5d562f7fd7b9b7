// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

namespace calolens {

/// Lines, ticks, fonts and colours of an axis on a page. All four sides of a plot are drawn;
/// numbers stand on the left and below.
void styleAxis(QCPAxis& axis, const PlotStyle& style);

/// Fonts and colours of a legend without a frame.
void styleLegend(QCPLegend& legend, const PlotStyle& style);

/// Draws a plot into a rectangle of a page. The painter's units are those of the plot's style.
void paintPlot(QCustomPlot& plot, QCPPainter& painter, const QRect& rect);

} // namespace calolens
