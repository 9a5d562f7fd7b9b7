// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/EnsemblePlot.h"

#include "plots/AxisStyle.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double head = 1.25; // room above the highest point, for the legend
constexpr double side = 1.3;  // factor left of the first point and right of the last
} // namespace

EnsemblePlot::EnsemblePlot(const EvaluationReport& report, const PlotStyle& style, QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setBackground(QBrush(m_style.background));
    styleAxes();
    const double first = 1 / side, last = side * report.ensemble.back().draws;
    addLr(report.lr.sdGev, first, last);
    addDraws(report.ensemble);
    double highest = report.lr.sdGev.value + report.lr.sdGev.error;
    for (const EnsemblePoint& point : report.ensemble)
        highest = std::max(highest, point.sdGev.value + point.sdGev.error);
    for (QCPAxis* axis : {xAxis, xAxis2})
        axis->setRange(first, last);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setRange(0, head * highest);
    legend->setVisible(true);
    styleLegend(*legend, m_style);
}

void EnsemblePlot::styleAxes() {
    const auto px = [this](double points) {
        return static_cast<int>(std::lround(points * m_style.unit));
    };
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, m_style);
    axisRect()->setMinimumMargins({px(2), px(3), px(5), px(2)});
    xAxis->setLabel(tr("Draws in the mean"));
    yAxis->setLabel(tr("sd of the event-energy residual [GeV]"));
    for (QCPAxis* axis : {xAxis, xAxis2}) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
        for (const int draws : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000})
            ticks->addTick(draws, QString::number(draws));
        ticks->setSubTickCount(0);
        axis->setTicker(ticks);
    }
}

void EnsemblePlot::addLr(const Measured& sd, double first, double last) {
    const QVector<double> x{first, last};
    auto* low = addGraph();
    auto* high = addGraph();
    low->setData(x, {sd.value - sd.error, sd.value - sd.error});
    high->setData(x, {sd.value + sd.error, sd.value + sd.error});
    QColor band = m_style.colour(PictureRole::Lr);
    band.setAlphaF(0.2F);
    high->setBrush(band);
    high->setChannelFillGraph(low);
    low->setPen(Qt::NoPen);
    high->setPen(Qt::NoPen);
    low->removeFromLegend();
    high->removeFromLegend();
    auto* line = addGraph();
    line->setData(x, {sd.value, sd.value});
    line->setPen(m_style.outline(PictureRole::Lr));
    line->setName(tr("LR"));
}

void EnsemblePlot::addDraws(const std::vector<EnsemblePoint>& points) {
    QVector<double> x, y, error;
    for (const EnsemblePoint& point : points) {
        x << point.draws;
        y << point.sdGev.value;
        error << point.sdGev.error;
    }
    auto* graph = addGraph();
    graph->setData(x, y);
    graph->setName(tr("Mean of the draws"));
    graph->setPen(m_style.outline(PictureRole::Predicted));
    graph->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDisc, m_style.colour(PictureRole::Predicted),
                        m_style.colour(PictureRole::Predicted), 3.5 * m_style.unit));
    auto* bars = new QCPErrorBars(xAxis, yAxis);
    bars->removeFromLegend();
    bars->setDataPlottable(graph);
    bars->setData(error);
    bars->setPen(QPen(m_style.colour(PictureRole::Predicted), 0.7 * m_style.unit));
    bars->setWhiskerWidth(3 * m_style.unit);
    bars->setSymbolGap(0);
}

void EnsemblePlot::paint(QCPPainter& painter, const QRect& rect) {
    paintPlot(*this, painter, rect);
}

} // namespace calolens
