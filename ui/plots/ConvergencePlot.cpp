// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/ConvergencePlot.h"

#include "plots/AxisStyle.h"
#include "plots/LineSeries.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace calolens {

ConvergencePlot::ConvergencePlot(const std::vector<ConvergenceLine>& lines, double least,
                                 int topOrder, const QString& errorTitle, const PlotStyle& style,
                                 QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style)
    , m_fewest(std::numeric_limits<double>::max())
    , m_lowest(std::numeric_limits<double>::max()) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setBackground(QBrush(m_style.background));
    styleAxes(errorTitle);
    for (const ConvergenceLine& line : lines)
        for (const ConvergencePoint& point : line.points) {
            if (point.error < least)
                continue;
            m_fewest = std::min(m_fewest, double(point.evaluations));
            m_most = std::max(m_most, double(point.evaluations));
            m_lowest = std::min(m_lowest, point.error);
            m_highest = std::max(m_highest, point.error);
        }
    constexpr double side = 1.3;
    addSlopes(topOrder);
    for (std::size_t i = 0; i < lines.size(); ++i)
        addLine(lines[i], i, least);
    for (QCPAxis* axis : {xAxis, xAxis2})
        axis->setRange(m_fewest / side, m_most * side);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setRange(m_lowest / side, m_highest * side);
    legend->setVisible(true);
    styleLegend(*legend, m_style);
    legend->setBrush(QBrush(m_style.background)); // over the dotted lines
    legend->setRowSpacing(0);
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignBottom | Qt::AlignLeft);
}

void ConvergencePlot::styleAxes(const QString& errorTitle) {
    const auto px = [this](double points) {
        return static_cast<int>(std::lround(points * m_style.unit));
    };
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, m_style);
    axisRect()->setMinimumMargins({px(2), px(3), px(5), px(2)});
    xAxis->setLabel(tr("Network evaluations"));
    yAxis->setLabel(errorTitle);
    for (QCPAxis* axis : {xAxis, xAxis2}) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
        for (const int n : {5, 10, 20, 50, 100, 200, 500})
            ticks->addTick(n, QString::number(n));
        ticks->setSubTickCount(0);
        axis->setTicker(ticks);
    }
    for (QCPAxis* axis : {yAxis, yAxis2}) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        axis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
        axis->setNumberFormat(QStringLiteral("eb"));
        axis->setNumberPrecision(0);
    }
}

void ConvergencePlot::addSlopes(int topOrder) {
    for (int order = 1; order <= topOrder; ++order) {
        auto* line = addGraph();
        line->removeFromLegend();
        line->setPen(QPen(m_style.muted, 0.6 * m_style.unit, Qt::DotLine));
        line->setData({m_fewest, m_most},
                      {m_highest, m_highest * std::pow(m_fewest / m_most, order)}, true);
        auto* label = new QCPItemText(this);
        label->setText(QStringLiteral("N%1").arg(QStringList{
            QStringLiteral("⁻¹"), QStringLiteral("⁻²"), QStringLiteral("⁻³"), QStringLiteral("⁻⁴")}
                                                     .value(order - 1)));
        label->setFont(m_style.font(m_style.tickPt));
        label->setColor(m_style.muted);
        label->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
        // Near where the line leaves the frame.
        const double down = std::log(m_highest / m_lowest) * 0.93 / order,
                     right = std::log(m_most / m_fewest) * 0.97;
        const double x = m_fewest * std::exp(std::min(down, right));
        label->position->setCoords(x, m_highest * std::pow(m_fewest / x, order));
    }
}

void ConvergencePlot::addLine(const ConvergenceLine& line, std::size_t number, double least) {
    QVector<double> x, y;
    for (const ConvergencePoint& point : line.points)
        if (point.error >= least) {
            x << point.evaluations;
            y << point.error;
        }
    auto* graph = addGraph();
    graph->setData(x, y, true);
    graph->setName(QString::fromStdString(line.sampler));
    styleSeries(*graph, m_style, number);
}

void ConvergencePlot::paint(QCPPainter& painter, const QRect& rect) {
    paintPlot(*this, painter, rect);
}

} // namespace calolens
