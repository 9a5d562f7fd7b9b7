// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/LinePlot.h"

#include "plots/AxisStyle.h"
#include "plots/LineSeries.h"

#include <algorithm>
#include <cmath>

namespace calolens {

LinePlot::LinePlot(const LineFigure& figure, const PlotStyle& style, QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setBackground(QBrush(m_style.background));
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, m_style);
    const int margin = static_cast<int>(std::lround(3 * m_style.unit));
    axisRect()->setMinimumMargins({margin, margin, 2 * margin, margin});
    xAxis->setLabel(figure.xTitle);
    yAxis->setLabel(figure.yTitle);
    std::size_t number = 0;
    for (const LineCurve& curve : figure.curves)
        addCurve(curve, curve.guide ? 0 : number++);
    setTicks(figure);
    setRanges(figure);
    const auto named = std::count_if(figure.curves.begin(), figure.curves.end(),
                                     [](const LineCurve& c) { return !c.name.isEmpty(); });
    legend->setVisible(named > 0);
    styleLegend(*legend, m_style);
    legend->setRowSpacing(0);
    if (named > 0) { // below the frame, where no curve can run into it
        plotLayout()->addElement(1, 0, legend);
        plotLayout()->setRowStretchFactor(1, 0.001);
        legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
        legend->setWrap(2);
    }
}

void LinePlot::addCurve(const LineCurve& curve, std::size_t number) {
    QCPAbstractPlottable* drawn = nullptr;
    if (curve.bars) {
        auto* bars = new QCPBars(xAxis, yAxis);
        bars->setData(curve.x, curve.y, true);
        bars->setWidth(curve.x.size() > 1 ? curve.x[1] - curve.x[0] : 1);
        QColor fill = seriesColour(number);
        bars->setPen(QPen(fill, 0.8 * m_style.unit));
        fill.setAlphaF(0.25F);
        bars->setBrush(fill);
        drawn = bars;
    } else {
        QCPGraph* const graph = addGraph();
        graph->setData(curve.x, curve.y, true);
        if (curve.guide)
            graph->setPen(QPen(m_style.muted, 0.8 * m_style.unit, Qt::DashLine));
        else
            styleSeries(*graph, m_style, number);
        drawn = graph;
    }
    drawn->setName(curve.name);
    if (curve.name.isEmpty())
        drawn->removeFromLegend();
    if (curve.error.isEmpty())
        return;
    auto* errors = new QCPErrorBars(xAxis, yAxis);
    errors->removeFromLegend();
    errors->setDataPlottable(drawn);
    errors->setData(curve.error);
    errors->setPen(QPen(curve.bars ? m_style.ink : seriesColour(number), 0.6 * m_style.unit));
    errors->setWhiskerWidth(2 * m_style.unit);
    errors->setSymbolGap(0);
}

void LinePlot::setTicks(const LineFigure& figure) {
    for (QCPAxis* axis : {xAxis, xAxis2}) {
        axis->setScaleType(figure.logX ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        if (figure.xTicks.isEmpty()) {
            if (figure.logX)
                axis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
            continue;
        }
        QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
        for (const double x : figure.xTicks)
            ticks->addTick(x, QLocale().toString(x, 'g', 3));
        ticks->setSubTickCount(0);
        axis->setTicker(ticks);
    }
    if (figure.logY)
        for (QCPAxis* axis : {yAxis, yAxis2}) {
            axis->setScaleType(QCPAxis::stLogarithmic);
            axis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
        }
}

void LinePlot::setRanges(const LineFigure& figure) {
    const auto rangeOf = [&](bool ofX, bool logarithmic) {
        double low = INFINITY, high = -INFINITY; // no QCPRange, which puts its ends in order
        for (const LineCurve& curve : figure.curves)
            for (const double v : ofX ? curve.x : curve.y) {
                if (!std::isfinite(v) || (logarithmic && v <= 0))
                    continue;
                low = std::min(low, v);
                high = std::max(high, v);
            }
        if (!(low <= high))
            return QCPRange(0.1, 1);
        if (logarithmic)
            return QCPRange(low / 1.2, high * 1.2);
        const double room = high > low ? 0.06 * (high - low) : 0.5;
        return QCPRange(low - room, high + room);
    };
    const QCPRange x = figure.xRange.value_or(rangeOf(true, figure.logX));
    const QCPRange y = figure.yRange.value_or(rangeOf(false, figure.logY));
    for (QCPAxis* axis : {xAxis, xAxis2})
        axis->setRange(x);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setRange(y);
}

void LinePlot::paint(QCPPainter& painter, const QRect& rect) {
    paintPlot(*this, painter, rect);
}

QSize LinePlot::sizeHint() const {
    return {static_cast<int>(320 * m_style.unit), static_cast<int>(230 * m_style.unit)};
}

} // namespace calolens
