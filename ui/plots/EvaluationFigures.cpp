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

QString number(double x) {
    return QString::number(x, 'g', 3);
}

/// The next of 1, 2, 5, 10, ... above.
double roundStep(double width) {
    const double decade = std::pow(10, std::floor(std::log10(width)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * decade >= width)
            return factor * decade;
    return 10 * decade;
}

/// "Events / 0.04 GeV"; "Cells / 0.2 decade" on a logarithmic axis.
QString perBin(const QString& what, const Binning& binning, bool log, const std::string& unit) {
    if (log)
        return tr("%1 / %2 decade").arg(what, number(std::log10(binning.high(0) / binning.low(0))));
    const QString width = number(binning.width(0));
    return unit.empty()
               ? QStringLiteral("%1 / %2").arg(what, width)
               : QStringLiteral("%1 / %2 %3").arg(what, width, QString::fromStdString(unit));
}

/// What the axis does not show, of all that there is.
QString outside(const ObservableReport& observable) {
    const auto share = [&](const HistogramReport& h) {
        const std::size_t inner = observable.edges.size() - 1;
        double all = 0, shown = 0;
        for (std::size_t i = 0; i < h.content.size(); ++i) {
            all += h.content[i];
            shown += i >= 1 && i <= inner ? h.content[i] : 0;
        }
        return QString::number(all > 0 ? 100 * (1 - shown / all) : 0, 'f', 1) +
               QStringLiteral(" %");
    };
    return tr("outside: truth %1, LR %2, draw %3")
        .arg(share(observable.truth), share(observable.lr), share(observable.sr));
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
    figure.logX = observable.logAxis;
    figure.logY = observable.logAxis;
    const Binning binning(observable.edges);
    figure.yLabel = perBin(observable.logAxis ? tr("Cells per event") : tr("Share of events"),
                           binning, observable.logAxis, observable.info.unit);
    figure.outside = outside(observable);
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
    figure.lower = LowerPanel::None;
    figure.title = tr("Event-energy residual");
    figure.xLabel = tr("E(picture) \u2212 E(truth) [GeV]");
    std::vector<double> all = report.residuals.lr;
    all.insert(all.end(), report.residuals.srMean.begin(), report.residuals.srMean.end());
    std::sort(all.begin(), all.end());
    const double low = all[all.size() / 200], high = all[all.size() - 1 - all.size() / 200];
    const double step = roundStep(std::max(high - low, 1e-6) / residualBins);
    const double first = std::floor(low / step) - 1, last = std::ceil(high / step) + 1;
    const Binning binning =
        Binning::uniform(static_cast<int>(last - first), first * step, last * step);
    figure.yLabel = perBin(tr("Events"), binning, false, "GeV");
    Histogram lr(binning), mean(binning);
    for (const double residual : report.residuals.lr)
        lr.fill(residual);
    for (const double residual : report.residuals.srMean)
        mean.fill(residual);
    const auto beyond = [](const Histogram& h) {
        return QString::number(h.underflow() + h.overflow(), 'f', 0);
    };
    figure.outside = tr("outside: LR %1, mean %2").arg(beyond(lr), beyond(mean));
    figure.series.push_back(
        {PictureRole::Lr,
         tr("LR: %1, sd %2 GeV")
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
