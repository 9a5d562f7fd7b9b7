// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/CalibrationPlot.h"

#include "plots/AxisStyle.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {

constexpr const char* rankPrefix = "rank_";
constexpr const char* coveragePrefix = "coverage_at_";

bool startsWith(const std::string& text, const char* prefix) {
    return text.rfind(prefix, 0) == 0;
}

bool has(const CheckResult& result, const char* prefix) {
    return std::any_of(result.numbers().begin(), result.numbers().end(),
                       [prefix](const NamedNumber& n) { return startsWith(n.name, prefix); });
}

} // namespace

bool CalibrationPlot::isPoint(const std::string& name) {
    return startsWith(name, rankPrefix) || startsWith(name, coveragePrefix);
}

bool CalibrationPlot::known(const CheckResult& result) {
    return has(result, rankPrefix) || has(result, coveragePrefix);
}

CalibrationPlot::CalibrationPlot(const CheckResult& result, const PlotStyle& style, QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style) {
    setNotAntialiasedElements(QCP::aeNone);
    setAntialiasedElements(QCP::aeAll);
    setBackground(QBrush(m_style.background));
    for (QCPAxis* axis : axisRect()->axes())
        styleAxis(*axis, m_style);
    if (has(result, rankPrefix))
        addRanks(result);
    else
        addCoverage(result);
}

QSize CalibrationPlot::sizeHint() const {
    const auto unit = m_style.unit;
    return {static_cast<int>(190 * unit), static_cast<int>(120 * unit)};
}

void CalibrationPlot::addRanks(const CheckResult& result) {
    QVector<double> ranks, shares, errors;
    for (int r = 0;; ++r) {
        const std::string name = rankPrefix + std::to_string(r);
        const double share = result.number(name);
        if (std::isnan(share))
            break;
        ranks << r;
        shares << share;
        errors << result.number(name + "_error");
    }
    auto* bars = new QCPBars(xAxis, yAxis);
    bars->setData(ranks, shares, true);
    bars->setWidth(1);
    bars->setPen(m_style.outline(PictureRole::Predicted));
    QColor fill = m_style.colour(PictureRole::Predicted);
    fill.setAlphaF(0.25F);
    bars->setBrush(fill);
    auto* error = new QCPErrorBars(xAxis, yAxis);
    error->setDataPlottable(bars);
    error->setData(errors);
    error->setPen(QPen(m_style.ink, 0.6 * m_style.unit));
    error->setWhiskerWidth(2 * m_style.unit);
    error->setSymbolGap(0);
    const double flat = 1.0 / static_cast<double>(ranks.size());
    auto* line = addGraph();
    line->setData({-0.5, ranks.last() + 0.5}, {flat, flat}, true);
    line->setPen(QPen(m_style.ink, 0.8 * m_style.unit, Qt::DashLine));
    xAxis->setLabel(tr("Draws below truth"));
    yAxis->setLabel(tr("Share"));
    double highest = flat;
    for (qsizetype i = 0; i < shares.size(); ++i)
        highest = std::max(highest, shares[i] + errors[i]);
    for (QCPAxis* axis : {xAxis, xAxis2})
        axis->setRange(-0.5, ranks.last() + 0.5);
    for (QCPAxis* axis : {yAxis, yAxis2})
        axis->setRange(0, 1.1 * highest);
}

void CalibrationPlot::addCoverage(const CheckResult& result) {
    QVector<double> credibility{0}, coverage{0};
    for (int percent = 1; percent < 100; ++percent) {
        const double value = result.number(coveragePrefix + std::to_string(percent));
        if (std::isnan(value))
            continue;
        credibility << percent / 100.0;
        coverage << value;
    }
    credibility << 1;
    coverage << 1;
    auto* diagonal = addGraph();
    diagonal->setData({0, 1}, {0, 1}, true);
    diagonal->setPen(QPen(m_style.ink, 0.8 * m_style.unit, Qt::DashLine));
    auto* graph = addGraph();
    graph->setData(credibility, coverage, true);
    const QColor colour = m_style.colour(PictureRole::Predicted);
    graph->setPen(QPen(colour, m_style.unit));
    graph->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 3 * m_style.unit));
    xAxis->setLabel(tr("Credibility"));
    yAxis->setLabel(tr("Coverage"));
    for (QCPAxis* axis : axisRect()->axes())
        axis->setRange(0, 1);
}

} // namespace calolens
