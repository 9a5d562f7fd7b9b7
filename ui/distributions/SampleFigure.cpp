// SPDX-License-Identifier: GPL-3.0-or-later
#include "distributions/SampleFigure.h"

#include "analysis/distances/Separation.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("SampleFigure", text);
}

bool anyFinite(std::span<const float> values) {
    return std::any_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

Histogram fill(const Binning& binning, std::span<const float> values) {
    Histogram histogram(binning);
    for (const float value : values)
        if (std::isfinite(value))
            histogram.fill(value);
    return histogram;
}

} // namespace

RatioFigure sampleFigure(const SampleValues& values, std::size_t observable,
                         const SampleFigureOptions& options) {
    const ObservableInfo& info = values.infos().at(observable);
    RatioFigure figure;
    const QString title = QString::fromStdString(info.title);
    figure.title = tr("%1, %2 events").arg(title, QLocale().toString(values.size()));
    figure.xLabel = info.unit.empty()
                        ? title
                        : QStringLiteral("%1 [%2]").arg(title, QString::fromStdString(info.unit));
    figure.logY = options.logY;

    const struct {
        PictureRole role;
        SamplePicture picture;
        QString name;
    } pictures[] = {{PictureRole::Truth, SamplePicture::Truth, tr("HR, truth")},
                    {PictureRole::Lr, SamplePicture::Lr, tr("LR, measured")},
                    {PictureRole::Predicted, options.predicted,
                     options.predicted == SamplePicture::Mean ? tr("HR, mean of the draws")
                                                              : tr("HR, one draw")}};
    std::span<const float> reference; // truth chooses the bins; else the first that is known
    for (const auto& picture : pictures)
        if (const auto column = values.column(picture.picture, observable);
            reference.empty() && anyFinite(column))
            reference = column;
    if (reference.empty())
        return figure;
    const Binning binning = separationBinning(reference, info.integer);
    const double width = binning.width(0);
    figure.yLabel =
        info.integer && width == 1
            ? tr("Events")
            : tr("Events / %1").arg(QLocale().toString(width, 'g', 3)) +
                  (info.unit.empty() ? QString()
                                     : QLatin1Char(' ') + QString::fromStdString(info.unit));
    QStringList outside;
    for (const auto& picture : pictures) {
        const auto column = values.column(picture.picture, observable);
        if (!anyFinite(column))
            continue;
        FigureSeries series{picture.role, picture.name, fill(binning, column)};
        if (const double left = series.histogram.underflow() + series.histogram.overflow();
            left > 0)
            outside << QStringLiteral("%1: %2").arg(series.name, QLocale().toString(left));
        figure.series.push_back(std::move(series));
    }
    if (!outside.isEmpty())
        figure.note = tr("Outside of the axis: %1").arg(outside.join(QStringLiteral("; ")));
    return figure;
}

} // namespace calolens
