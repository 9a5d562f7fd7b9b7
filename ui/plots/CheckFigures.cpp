// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/CheckFigures.h"

#include "analysis/checks/ErrorForecast.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr int groups = 10;

QString text(const char* english) {
    return QCoreApplication::translate("CheckFigures", english);
}

LineFigure rankFigure(const CheckFinding& finding) {
    LineFigure figure;
    LineCurve ranks{{}, {}, {}, {}, false, true};
    for (int r = 0;; ++r) {
        const std::string name = "rank_" + std::to_string(r);
        const double share = finding.result.number(name);
        if (std::isnan(share))
            break;
        ranks.x << r;
        ranks.y << share;
        ranks.error << finding.result.number(name + "_error");
    }
    const double flat = 1.0 / static_cast<double>(ranks.x.size());
    const double last = ranks.x.last() + 0.5;
    double highest = flat;
    for (qsizetype i = 0; i < ranks.y.size(); ++i)
        highest = std::max(highest, ranks.y[i] + ranks.error[i]);
    figure.curves.push_back(std::move(ranks));
    figure.curves.push_back({text("even"), {-0.5, last}, {flat, flat}, {}, true});
    figure.xTitle = text("Draws below truth");
    figure.yTitle = text("Share");
    figure.xRange = QCPRange(-0.5, last);
    figure.yRange = QCPRange(0, 1.15 * highest);
    return figure;
}

LineFigure tarpFigure(const CheckFinding& finding) {
    LineFigure figure;
    LineCurve coverage{{}, {0}, {0}};
    for (int percent = 1; percent < 100; ++percent) {
        const double value = finding.result.number("coverage_at_" + std::to_string(percent));
        if (std::isnan(value))
            continue;
        coverage.x << percent / 100.0;
        coverage.y << value;
    }
    coverage.x << 1;
    coverage.y << 1;
    figure.curves.push_back(std::move(coverage));
    figure.curves.push_back({text("honest"), {0, 1}, {0, 1}, {}, true});
    const double band = finding.result.limits().lookAbove.value_or(0);
    for (const double side : {-band, band})
        figure.curves.push_back({side < 0 ? text("95 % of honest models") : QString(),
                                 {0, 1},
                                 {side, 1 + side},
                                 {},
                                 true});
    figure.xTitle = text("Credibility");
    figure.yTitle = text("Coverage");
    figure.xRange = figure.yRange = QCPRange(0, 1);
    return figure;
}
} // namespace

std::optional<LineFigure> calibrationFigure(const CheckFinding& finding) {
    std::optional<LineFigure> figure;
    if (!std::isnan(finding.result.number("rank_0")))
        figure = rankFigure(finding);
    else if (!std::isnan(finding.result.number("coverage_at_50")))
        figure = tarpFigure(finding);
    if (figure)
        figure->title = QString::fromStdString(finding.info.name);
    return figure;
}

std::optional<LineFigure> coverageFigure(const FileCheckReport& report) {
    const struct {
        const char* number;
        const char* error;
        double wanted;
        QString name;
    } intervals[] = {{"coverage_68", "error", 0.68, text("central 68 %")},
                     {"coverage_95", "coverage_95_error", 0.95, text("central 95 %")}};
    LineFigure figure;
    for (const auto& interval : intervals) {
        LineCurve curve{interval.name, {}, {}};
        double place = 0;
        for (const char* id : {"coverage-cells", "coverage-layers", "coverage-events"}) {
            ++place;
            for (const CheckFinding& finding : report.checks)
                if (finding.info.id == id && !std::isnan(finding.result.number(interval.number))) {
                    curve.x << place;
                    curve.y << 100 * (finding.result.number(interval.number) - interval.wanted);
                    curve.error << 100 * finding.result.number(interval.error);
                }
        }
        if (!curve.x.isEmpty())
            figure.curves.push_back(std::move(curve));
    }
    if (figure.curves.empty())
        return std::nullopt;
    figure.curves.push_back({text("honest"), {0.5, 3.5}, {0, 0}, {}, true});
    figure.title = text("Coverage of the stated intervals");
    figure.xTitle = text("Energy of cells, layers, events");
    figure.yTitle = text("Coverage less what was stated (%)");
    figure.xTicks = {1, 2, 3};
    figure.xRange = QCPRange(0.5, 3.5);
    double most = 3;
    for (const LineCurve& curve : figure.curves)
        for (qsizetype i = 0; i < curve.error.size(); ++i)
            most = std::max(most, std::abs(curve.y[i]) + 1.5 * curve.error[i]);
    figure.yRange = QCPRange(-most, most);
    return figure;
}

std::optional<LineFigure> errorFigure(const FileCheckReport& report, std::size_t check) {
    const CheckInfo& info = report.eventChecks[check].info;
    if (!info.isTruthFree())
        return std::nullopt;
    std::vector<double> t, suspicion, error;
    for (const CheckedEvent& event : report.events)
        if (event.relativeError && event.checks[check].suspicion) {
            t.push_back(std::log(event.lrEnergy));
            suspicion.push_back(*event.checks[check].suspicion);
            error.push_back(*event.relativeError);
        }
    if (error.size() < 5 * groups)
        return std::nullopt;
    suspicion = withoutTrend(t, suspicion);
    std::vector<std::size_t> order(error.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return suspicion[a] < suspicion[b]; });
    LineCurve curve{{}, {}, {}};
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t first = g * order.size() / groups, last = (g + 1) * order.size() / groups;
        const auto n = static_cast<double>(last - first);
        double sum = 0, squares = 0;
        for (std::size_t i = first; i < last; ++i) {
            sum += error[order[i]];
            squares += error[order[i]] * error[order[i]];
        }
        curve.x << (static_cast<double>(g) + 0.5) * 100 / groups;
        curve.y << sum / n;
        curve.error << std::sqrt(std::max(0.0, squares / n - sum * sum / n / n) / (n - 1));
    }
    LineFigure figure;
    figure.title = QString::fromStdString(info.name);
    figure.xTitle = text("Events in the order of '%1' (%)").arg(QString::fromStdString(info.id));
    figure.yTitle = text("True error / expected at this energy");
    double highest = 1;
    for (qsizetype i = 0; i < curve.y.size(); ++i)
        highest = std::max(highest, curve.y[i] + curve.error[i]);
    figure.curves.push_back(std::move(curve));
    figure.curves.push_back({text("no forecast"), {0, 100}, {1, 1}, {}, true});
    figure.xRange = QCPRange(0, 100);
    figure.yRange = QCPRange(0, 1.15 * highest);
    return figure;
}

} // namespace calolens
