// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/EvaluationFigures.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr int residualBins = 40;

QString tr(const char* text) {
    return QCoreApplication::translate("EvaluationFigures", text);
}

QString withUnit(const QString& title, const std::string& unit) {
    return unit.empty() ? title
                        : QStringLiteral("%1 [%2]").arg(title, QString::fromStdString(unit));
}

/// The inner bins of a reported histogram, which has one below and one above in addition.
Histogram histogramOf(const HistogramReport& report, const Binning& binning) {
    Histogram histogram(binning);
    for (std::size_t i = 0; i < binning.size(); ++i)
        histogram.fill(binning.centre(i), report.content[i + 1],
                       report.error[i + 1] * report.error[i + 1]);
    return histogram;
}

QString plusMinus(const Measured& m, int digits) {
    return QStringLiteral("%1 \u00b1 %2").arg(m.value, 0, 'f', digits).arg(m.error, 0, 'f', digits);
}
} // namespace

RatioFigure observableFigure(const ObservableReport& observable, int events) {
    RatioFigure figure;
    const QString title = QString::fromStdString(observable.info.title);
    figure.title = tr("%1, %2 events").arg(title).arg(events);
    figure.xLabel = withUnit(title, observable.info.unit);
    figure.yLabel = observable.logAxis ? tr("Cells per event / bin") : tr("Share of events / bin");
    figure.logX = observable.logAxis;
    figure.logY = observable.logAxis;
    const Binning binning(observable.edges);
    figure.series.push_back(
        {PictureRole::Truth, tr("HR, truth"), histogramOf(observable.truth, binning)});
    figure.series.push_back(
        {PictureRole::Lr, tr("LR, measured"), histogramOf(observable.lr, binning)});
    figure.series.push_back(
        {PictureRole::Predicted, tr("HR, one draw"), histogramOf(observable.sr, binning)});
    figure.note = tr("Separation from truth: draw %1, LR %2, floor %3")
                      .arg(plusMinus(observable.separationSr, 4),
                           plusMinus(observable.separationLr, 4), plusMinus(observable.floor, 4));
    return figure;
}

RatioFigure residualFigure(const EvaluationReport& report) {
    RatioFigure figure;
    figure.withRatio = false;
    figure.title = tr("Event-energy residual");
    figure.xLabel = tr("Energy, picture less truth [GeV]");
    figure.yLabel = tr("Events / bin");
    std::vector<double> all = report.residuals.lr;
    all.insert(all.end(), report.residuals.srMean.begin(), report.residuals.srMean.end());
    std::sort(all.begin(), all.end());
    const double low = all[all.size() / 200], high = all[all.size() - 1 - all.size() / 200];
    const double margin = std::max(0.05 * (high - low), 1e-6);
    const Binning binning = Binning::uniform(residualBins, low - margin, high + margin);
    Histogram lr(binning), mean(binning);
    for (const double residual : report.residuals.lr)
        lr.fill(residual);
    for (const double residual : report.residuals.srMean)
        mean.fill(residual);
    figure.series.push_back(
        {PictureRole::Lr,
         tr("LR: mean %1, sd %2 GeV")
             .arg(plusMinus(report.lr.meanGev, 3), plusMinus(report.lr.sdGev, 3)),
         std::move(lr)});
    figure.series.push_back(
        {PictureRole::Predicted,
         tr("Mean of %1 draws: %2, sd %3 GeV")
             .arg(report.samples)
             .arg(plusMinus(report.srMean.meanGev, 3), plusMinus(report.srMean.sdGev, 3)),
         std::move(mean)});
    return figure;
}

} // namespace calolens
