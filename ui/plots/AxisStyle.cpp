// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/AxisStyle.h"

#include <cmath>

namespace calolens {

void styleAxis(QCPAxis& axis, const PlotStyle& style) {
    const auto px = [&style](double points) {
        return static_cast<int>(std::lround(points * style.unit));
    };
    axis.setVisible(true);
    axis.setTickLabels(axis.axisType() == QCPAxis::atLeft || axis.axisType() == QCPAxis::atBottom);
    axis.setBasePen(style.thinPen());
    axis.setTickPen(style.thinPen());
    axis.setSubTickPen(style.thinPen());
    axis.setTickLength(px(3.2));
    axis.setSubTickLength(px(1.7));
    axis.setTickLabelFont(style.font(style.tickPt));
    axis.setTickLabelColor(style.ink);
    axis.setTickLabelPadding(px(2));
    axis.setLabelFont(style.font(style.labelPt));
    axis.setLabelColor(style.ink);
    axis.setLabelPadding(px(2));
    axis.grid()->setVisible(false);
}

void styleLegend(QCPLegend& legend, const PlotStyle& style) {
    legend.setBrush(Qt::NoBrush);
    legend.setBorderPen(Qt::NoPen);
    legend.setFont(style.font(style.tickPt));
    legend.setTextColor(style.ink);
}

void paintPlot(QCustomPlot& plot, QCPPainter& painter, const QRect& rect) {
    painter.save();
    painter.translate(rect.topLeft());
    plot.toPainter(&painter, rect.width(), rect.height());
    painter.restore();
}

} // namespace calolens
