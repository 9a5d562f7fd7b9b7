// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/DetectionFigures.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace calolens {

namespace {
/// Lines that a legend and the eye can hold.
constexpr std::size_t mostCurves = 7;
constexpr double falseAlarms = 0.05;

QString text(const char* english) {
    return QCoreApplication::translate("DetectionFigures", english);
}

/// The checks of a report with anything to say of a lie, the best of all sizes first.
std::vector<std::string> checksFor(const StressReport& report, const Lie& lie,
                                   std::optional<double> size = {}) {
    std::vector<std::pair<double, std::string>> best;
    for (const LieDetection& d : report.detections) {
        if (d.lie != lie.id || (size && d.size != *size))
            continue;
        const auto known = std::find_if(best.begin(), best.end(),
                                        [&](const auto& b) { return b.second == d.check; });
        if (known == best.end())
            best.emplace_back(d.caught.value, d.check);
        else
            known->first = std::max(known->first, d.caught.value);
    }
    std::stable_sort(best.begin(), best.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> checks;
    for (const auto& [caught, check] : best)
        if (checks.size() < mostCurves && (caught > 2 * falseAlarms || checks.empty()))
            checks.push_back(check);
    return checks;
}
} // namespace

std::vector<std::pair<const Lie*, std::vector<double>>> toldLies(const StressReport& report) {
    std::vector<std::pair<const Lie*, std::vector<double>>> told;
    for (const LieDetection& d : report.detections) {
        const Lie* const lie = findLie(d.lie);
        if (lie == nullptr)
            continue;
        if (told.empty() || told.back().first != lie)
            told.emplace_back(lie, std::vector<double>());
        auto& sizes = told.back().second;
        if (sizes.empty() || sizes.back() != d.size)
            sizes.push_back(d.size);
    }
    return told;
}

LineFigure detectionFigure(const StressReport& report, const Lie& lie) {
    LineFigure figure;
    figure.title = QString::fromStdString(lie.name);
    figure.xTitle = text("%1: %2").arg(figure.title, QString::fromStdString(lie.size));
    figure.yTitle = text("Caught at 5 % false alarms");
    for (const std::string& check : checksFor(report, lie)) {
        LineCurve curve{QString::fromStdString(check), {}, {}};
        for (const LieDetection& d : report.detections)
            if (d.lie == lie.id && d.check == check) {
                curve.x << d.size;
                curve.y << d.caught.value;
                curve.error << d.caught.error;
                if (!figure.xTicks.contains(d.size))
                    figure.xTicks << d.size;
            }
        figure.curves.push_back(std::move(curve));
    }
    std::sort(figure.xTicks.begin(), figure.xTicks.end());
    figure.logX = !figure.xTicks.isEmpty() && figure.xTicks.first() > 0 &&
                  figure.xTicks.last() >= 4 * figure.xTicks.first();
    if (!figure.xTicks.isEmpty())
        figure.curves.push_back({{},
                                 {figure.xTicks.first(), figure.xTicks.last()},
                                 {falseAlarms, falseAlarms},
                                 {},
                                 true});
    figure.yRange = QCPRange(0, 1.04);
    return figure;
}

LineFigure rocFigure(const StressReport& report, const Lie& lie, double size) {
    LineFigure figure;
    figure.title = text("%1, %2 (%3)")
                       .arg(QString::fromStdString(lie.name), QLocale().toString(size, 'g', 3),
                            QString::fromStdString(lie.size));
    figure.xTitle = text("False alarms");
    figure.yTitle = text("Caught");
    for (const std::string& check : checksFor(report, lie, size))
        for (const LieDetection& d : report.detections)
            if (d.lie == lie.id && d.size == size && d.check == check)
                figure.curves.push_back(
                    {text("%1 (%2)").arg(QString::fromStdString(check),
                                         QLocale().toString(d.auc.value, 'f', 3)),
                     QVector<double>(std::begin(stressFalseAlarms), std::end(stressFalseAlarms)),
                     QVector<double>(d.roc.begin(), d.roc.end())});
    LineCurve chance{{}, {}, {}, {}, true};
    for (double alarms = 0.01; alarms <= 1; alarms *= 1.1) {
        chance.x << alarms;
        chance.y << alarms;
    }
    figure.curves.push_back(std::move(chance));
    figure.logX = true;
    figure.xTicks = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};
    figure.xRange = QCPRange(0.009, 1.1);
    figure.yRange = QCPRange(0, 1.04);
    return figure;
}

} // namespace calolens
