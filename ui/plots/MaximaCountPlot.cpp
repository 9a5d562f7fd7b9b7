// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/MaximaCountPlot.h"

#include "plots/AxisStyle.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr double percent = 100;
constexpr double shiftOfNeighbours = 0.13; // of the distance between two numbers of maxima
} // namespace

MaximaCountPlot::MaximaCountPlot(const EvaluationReport& report, const PlotStyle& style,
                                 QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setBackground(QBrush(m_style.background));
    const auto px = [this](double points) {
        return static_cast<int>(std::lround(points * m_style.unit));
    };
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, m_style);
    axisRect()->setMinimumMargins({px(2), px(3), px(5), px(2)});
    xAxis->setLabel(tr("Maxima in truth (events)"));
    yAxis->setLabel(tr("Events with as many maxima as truth [%]"));
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    for (const MaximaCount& count : report.maximaCounts)
        ticks->addTick(count.maxima, QStringLiteral("%1%2\n(%3)")
                                         .arg(count.maxima)
                                         .arg(count.orMore ? tr(" or more") : QString())
                                         .arg(count.events));
    ticks->setSubTickCount(0);
    const auto& counts = report.maximaCounts;
    const double first = counts.empty() ? 1 : counts.front().maxima;
    const double last = counts.empty() ? 1 : counts.back().maxima;
    for (QCPAxis* axis : {xAxis, xAxis2}) {
        axis->setTicker(ticks);
        axis->setRange(first - 0.5, last + 0.5);
    }
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setRange(0, 1.4 * percent);                           // above: the legend
    QSharedPointer<QCPAxisTickerText> steps(new QCPAxisTickerText); // none above all of them
    for (int share = 0; share <= 100; share += 20)
        steps->addTick(share, QString::number(share));
    steps->setSubTickCount(0);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setTicker(steps);
    addPoints(counts, &MaximaCount::lr, tr("LR"), PictureRole::Lr, QCPScatterStyle::ssSquare,
              -shiftOfNeighbours);
    addPoints(counts, &MaximaCount::sr, tr("One draw"), PictureRole::Predicted,
              QCPScatterStyle::ssDisc, 0);
    if (report.samples > 1)
        addPoints(counts, &MaximaCount::srMean, tr("Mean of %1 draws").arg(report.samples),
                  PictureRole::Predicted, QCPScatterStyle::ssTriangle, shiftOfNeighbours);
    legend->setVisible(true);
    styleLegend(*legend, m_style);
}

void MaximaCountPlot::addPoints(const std::vector<MaximaCount>& counts,
                                Measured MaximaCount::*value, const QString& name, PictureRole role,
                                QCPScatterStyle::ScatterShape shape, double shift) {
    QVector<double> x, y, low, high;
    for (const MaximaCount& count : counts) {
        const Measured& m = count.*value;
        x << count.maxima + shift;
        y << percent * m.value;
        low << percent * std::min(m.error, m.value); // no share is below none or above all
        high << percent * std::min(m.error, 1 - m.value);
    }
    const QColor colour = m_style.colour(role);
    auto* graph = addGraph();
    graph->setData(x, y);
    graph->setName(name);
    graph->setLineStyle(QCPGraph::lsNone);
    QCPScatterStyle marker(shape, colour, Qt::white, 4.5 * m_style.unit);
    marker.setPen(QPen(colour, 0.9 * m_style.unit));
    if (shape == QCPScatterStyle::ssDisc)
        marker.setBrush(colour);
    graph->setScatterStyle(marker);
    graph->setPen(QPen(colour, 0.9 * m_style.unit));
    auto* bars = new QCPErrorBars(xAxis, yAxis);
    bars->removeFromLegend();
    bars->setDataPlottable(graph);
    bars->setData(low, high);
    bars->setPen(QPen(colour, 0.7 * m_style.unit));
    bars->setWhiskerWidth(3 * m_style.unit);
    bars->setSymbolGap(4 * m_style.unit);
}

void MaximaCountPlot::paint(QCPPainter& painter, const QRect& rect) {
    paintPlot(*this, painter, rect);
}

} // namespace calolens
