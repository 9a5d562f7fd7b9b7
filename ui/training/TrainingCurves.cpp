// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/TrainingCurves.h"

#include "plots/AxisStyle.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {

void setPoints(QCPGraph& graph, const TrainingLog::Curve& curve) {
    QVector<double> steps, values;
    for (const TrainingLog::Point& point : curve) {
        steps << static_cast<double>(point.step);
        values << point.value;
    }
    graph.setData(steps, values, true);
}

/// The value that a share of the curve's points does not exceed.
double quantile(const TrainingLog::Curve& curve, double share) {
    std::vector<double> values;
    for (const TrainingLog::Point& point : curve)
        values.push_back(point.value);
    const auto at = values.begin() +
                    static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace

TrainingLog::Curve smoothed(const TrainingLog::Curve& curve) {
    const std::size_t n = curve.size(), reach = n / 50;
    std::vector<double> sums{0};
    for (const TrainingLog::Point& point : curve)
        sums.push_back(sums.back() + point.value);
    TrainingLog::Curve result;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t around = std::min({reach, i, n - 1 - i}); // the same to both sides
        const std::size_t first = i - around, last = i + around + 1;
        result.push_back(
            {curve[i].step, (sums[last] - sums[first]) / static_cast<double>(last - first)});
    }
    return result;
}

TrainingCurves::TrainingCurves(const QString& loss, const QString& second, QWidget* parent)
    : QCustomPlot(parent)
    , m_loss(addGraph())
    , m_mean(addGraph())
    , m_chooser(addGraph())
    , m_second(addGraph(xAxis, yAxis2))
    , m_secondName(second) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    axisRect()->setRangeDrag(Qt::Horizontal);
    axisRect()->setRangeZoom(Qt::Horizontal);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), xAxis2,
            qOverload<const QCPRange&>(&QCPAxis::setRange));
    connect(this, &QCustomPlot::mousePress, this, [this] { m_zoomed = true; });
    connect(this, &QCustomPlot::mouseWheel, this, [this] { m_zoomed = true; });
    xAxis->setLabel(tr("Step"));
    yAxis->setLabel(loss);
    yAxis2->setLabel(second);
    m_loss->setName(tr("Batches"));
    m_mean->setName(tr("Their running mean"));
    m_chooser->setName(tr("Chooser set"));
    m_second->setName(second);
    m_second->setVisible(!second.isEmpty());
    if (second.isEmpty())
        m_second->removeFromLegend();
    legend->setVisible(true);
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignTop);
    setAccessibleName(loss);
}

QSize TrainingCurves::minimumSizeHint() const {
    return {360, 160};
}

void TrainingCurves::setStyle(const PlotStyle& style) {
    setBackground(QBrush(style.background));
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, style);
    yAxis2->setTickLabels(!m_secondName.isEmpty());
    QColor faint = style.muted;
    faint.setAlphaF(0.45F);
    m_loss->setPen(QPen(faint, 0.6 * style.unit));
    m_mean->setPen(QPen(style.colour(PictureRole::Predicted), 1.4 * style.unit));
    const QColor chooser = style.colour(PictureRole::Truth);
    m_chooser->setPen(QPen(chooser, style.unit, Qt::DashLine));
    m_chooser->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDisc, chooser, chooser, 4 * style.unit));
    const QColor second = style.colour(PictureRole::Lr);
    m_second->setPen(QPen(second, style.unit, Qt::DotLine));
    m_second->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssSquare, second, second, 4 * style.unit));
    QColor ground = style.background;
    ground.setAlphaF(0.8F);
    legend->setBrush(ground);
    legend->setBorderPen(Qt::NoPen);
    legend->setFont(style.font(style.tickPt));
    legend->setTextColor(style.ink);
    replot(QCustomPlot::rpQueuedReplot);
}

void TrainingCurves::setCurves(const TrainingLog::Curve& loss, const TrainingLog::Curve& chooser,
                               const TrainingLog::Curve& second) {
    setPoints(*m_loss, loss);
    setPoints(*m_mean, smoothed(loss));
    setPoints(*m_chooser, chooser);
    setPoints(*m_second, second);
    if (!loss.empty()) {
        m_lastStep = static_cast<double>(loss.back().step);
        // The first steps and single batches may lie far above: what matters is what came later.
        double low = quantile(loss, 0.002), high = quantile(loss, 0.98);
        for (const TrainingLog::Point& point : chooser) {
            low = std::min(low, point.value);
            high = std::max(high, point.value);
        }
        const double room = std::max(0.08 * (high - low), 1e-9);
        yAxis->setRange(low - room, high + room);
    }
    if (!second.empty()) {
        double low = second.front().value, high = low;
        for (const TrainingLog::Point& point : second) {
            low = std::min(low, point.value);
            high = std::max(high, point.value);
        }
        const double room = std::max(0.15 * (high - low), 0.01);
        yAxis2->setRange(low - room, high + room);
    }
    if (!m_zoomed)
        showAll();
    replot(QCustomPlot::rpQueuedReplot);
}

LineFigure TrainingCurves::figure() const {
    LineFigure figure;
    figure.title = figure.yTitle = yAxis->label();
    figure.xTitle = xAxis->label();
    for (const QCPGraph* graph : {m_mean, m_chooser}) {
        LineCurve curve{graph->name(), {}, {}};
        for (const QCPGraphData& point : *graph->data())
            if (xAxis->range().contains(point.key)) {
                curve.x << point.key;
                curve.y << point.value;
            }
        if (!curve.x.isEmpty())
            figure.curves.push_back(std::move(curve));
    }
    figure.xRange = xAxis->range();
    figure.yRange = yAxis->range();
    return figure;
}

void TrainingCurves::showAll() {
    xAxis->setRange(0, std::max(1.0, 1.02 * m_lastStep));
}

void TrainingCurves::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    m_zoomed = false;
    showAll();
    replot(QCustomPlot::rpQueuedReplot);
}

} // namespace calolens
