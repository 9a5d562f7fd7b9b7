// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/SamplerBenchmarkPlot.h"

#include "plots/AxisStyle.h"
#include "plots/LineSeries.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace calolens {

namespace {

using Measure = SamplerBenchmarkPlot::Measure;

std::optional<Measured> valueOf(const SamplerPoint& point, Measure measure) {
    switch (measure) {
    case Measure::Auc:
        return point.auc;
    case Measure::Separation:
        return point.separation;
    case Measure::Fpd:
        return point.fpd;
    }
    return {};
}

std::optional<Measured> floorOf(const SamplerBenchmark& benchmark, Measure measure) {
    switch (measure) {
    case Measure::Auc:
        return benchmark.aucFloor;
    case Measure::Separation:
        if (benchmark.separationFloor)
            return Measured{*benchmark.separationFloor, 0};
        return {};
    case Measure::Fpd:
        return benchmark.fpdFloor;
    }
    return {};
}

} // namespace

SamplerBenchmarkPlot::SamplerBenchmarkPlot(const SamplerBenchmark& benchmark, Measure measure,
                                           const PlotStyle& style, QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style)
    , m_least(std::numeric_limits<double>::max())
    , m_lowest(std::numeric_limits<double>::max())
    , m_highest(-std::numeric_limits<double>::max()) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setBackground(QBrush(m_style.background));
    styleAxes(measure);
    const auto include = [this](const Measured& m) {
        m_lowest = std::min(m_lowest, m.value - m.error);
        m_highest = std::max(m_highest, m.value + m.error);
    };
    for (const SamplerPoint& point : benchmark.points)
        if (const auto value = valueOf(point, measure)) {
            m_least = std::min(m_least, point.evaluations);
            m_most = std::max(m_most, point.evaluations);
            include(*value);
        }
    if (const auto floor = floorOf(benchmark, measure))
        include(*floor);
    constexpr double side = 1.25, room = 0.08;
    m_least /= side;
    m_most *= side;
    const double span = std::max(m_highest - m_lowest, 1e-6);
    addFloor(benchmark, measure);
    addLines(benchmark, measure);
    for (QCPAxis* axis : {xAxis, xAxis2})
        axis->setRange(m_least, m_most);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setRange(m_lowest - room * span, m_highest + room * span);
    legend->setVisible(true);
    styleLegend(*legend, m_style);
    legend->setRowSpacing(0);
}

bool SamplerBenchmarkPlot::known(const SamplerBenchmark& benchmark, Measure measure) {
    return std::any_of(benchmark.points.begin(), benchmark.points.end(),
                       [&](const SamplerPoint& p) { return valueOf(p, measure).has_value(); });
}

void SamplerBenchmarkPlot::styleAxes(Measure measure) {
    const auto px = [this](double points) {
        return static_cast<int>(std::lround(points * m_style.unit));
    };
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, m_style);
    axisRect()->setMinimumMargins({px(2), px(3), px(5), px(2)});
    xAxis->setLabel(tr("Network evaluations per draw"));
    yAxis->setLabel(measure == Measure::Auc          ? tr("AUC of the classifier of observables")
                    : measure == Measure::Separation ? tr("Mean separation of the observables")
                                                     : tr("FPD"));
    for (QCPAxis* axis : {xAxis, xAxis2}) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
        for (const int n : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000})
            ticks->addTick(n, QString::number(n));
        ticks->setSubTickCount(0);
        axis->setTicker(ticks);
    }
}

void SamplerBenchmarkPlot::addFloor(const SamplerBenchmark& benchmark, Measure measure) {
    const auto floor = floorOf(benchmark, measure);
    if (!floor)
        return;
    auto* line = addGraph();
    line->setData({m_least, m_most}, {floor->value, floor->value});
    line->setPen(QPen(m_style.muted, 0.8 * m_style.unit, Qt::DashLine));
    line->setName(tr("truth against truth"));
}

void SamplerBenchmarkPlot::addLines(const SamplerBenchmark& benchmark, Measure measure) {
    std::map<std::string, std::vector<const SamplerPoint*>> lines;
    for (const SamplerPoint& point : benchmark.points)
        if (valueOf(point, measure))
            lines[point.sampler + ", " + point.schedule].push_back(&point);
    // Lines differ in hue by sampler and in dash and marker by schedule; those of one cost stand
    // side by side, so that their error bars can be told apart.
    std::map<std::string, std::size_t> samplers, schedules;
    std::size_t number = 0;
    const double middle = 0.5 * (static_cast<double>(lines.size()) - 1);
    constexpr double apart = 0.022; // factor
    for (auto& [name, points] : lines) {
        const std::size_t hue =
            samplers.try_emplace(points.front()->sampler, samplers.size()).first->second;
        const std::size_t dash =
            schedules.try_emplace(points.front()->schedule, schedules.size()).first->second;
        const double shift = std::exp(apart * (static_cast<double>(number) - middle));
        std::sort(points.begin(), points.end(),
                  [](const auto* a, const auto* b) { return a->evaluations < b->evaluations; });
        QVector<double> x, y, error;
        for (const SamplerPoint* point : points) {
            x << shift * point->evaluations;
            y << valueOf(*point, measure)->value;
            error << valueOf(*point, measure)->error;
        }
        auto* graph = addGraph();
        graph->setData(x, y, true);
        graph->setName(QString::fromStdString(name));
        styleSeries(*graph, m_style, hue, dash);
        auto* bars = new QCPErrorBars(xAxis, yAxis);
        bars->removeFromLegend();
        bars->setDataPlottable(graph);
        bars->setData(error);
        bars->setPen(QPen(seriesColour(hue), 0.5 * m_style.unit));
        bars->setWhiskerWidth(2 * m_style.unit);
        bars->setSymbolGap(0);
        ++number;
    }
}

void SamplerBenchmarkPlot::putLegendBeside() {
    const auto gap = static_cast<int>(std::lround(4 * m_style.unit));
    axisRect()->setAutoMargins(QCP::msLeft | QCP::msTop | QCP::msBottom);
    axisRect()->setMargins({0, 0, legend->minimumOuterSizeHint().width() + gap, 0});
    // As small as it may be, right of the frame, from its top on.
    QCPLayoutInset* const inset = axisRect()->insetLayout();
    inset->setInsetPlacement(0, QCPLayoutInset::ipFree);
    inset->setInsetRect(0, {1.01, 0, 0, 0});
    const double span = yAxis->range().size();
    for (QCPAxis* axis : {yAxis, yAxis2}) // above: the status
        axis->setRange(axis->range().lower, axis->range().upper + 0.2 * span);
}

void SamplerBenchmarkPlot::markCost(int evaluations) {
    auto* line = new QCPItemStraightLine(this);
    line->point1->setCoords(evaluations, 0);
    line->point2->setCoords(evaluations, 1);
    line->setPen(QPen(m_style.ink, 0.7 * m_style.unit, Qt::DotLine));
}

void SamplerBenchmarkPlot::paint(QCPPainter& painter, const QRect& rect) {
    paintPlot(*this, painter, rect);
}

} // namespace calolens
