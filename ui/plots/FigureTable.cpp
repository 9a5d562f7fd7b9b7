// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/FigureTable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace calolens {

namespace {
QString idOf(PictureRole role) {
    return role == PictureRole::Lr          ? QStringLiteral("lr")
           : role == PictureRole::Predicted ? QStringLiteral("predicted")
                                            : QStringLiteral("truth");
}

/// Reads back to the same number, whatever the locale.
QByteArray number(double value) {
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}
} // namespace

QByteArray figureCsv(const RatioFigure& figure) {
    QString head = QStringLiteral("# %1; x: %2; y: %3")
                       .arg(figure.title, figure.xLabel, figure.yLabel)
                       .simplified();
    QByteArray text = head.toUtf8() + "\r\nlow,high";
    if (figure.series.empty())
        return text + "\r\n";
    for (const FigureSeries& series : figure.series)
        text += ',' + idOf(series.role).toUtf8() + ',' + idOf(series.role).toUtf8() + "_error";
    text += "\r\n";
    const Binning& bins = figure.series.front().histogram.binning();
    for (std::size_t i = 0; i < bins.size(); ++i) {
        text += number(bins.low(i)) + ',' + number(bins.high(i));
        for (const FigureSeries& series : figure.series)
            text +=
                ',' + number(series.histogram.content(i)) + ',' + number(series.histogram.error(i));
        text += "\r\n";
    }
    return text;
}

QByteArray figureJson(const RatioFigure& figure) {
    QJsonArray edges, all;
    if (!figure.series.empty())
        for (const double edge : figure.series.front().histogram.binning().edges())
            edges.append(edge);
    for (const FigureSeries& series : figure.series) {
        QJsonArray content, error;
        for (std::size_t i = 0; i < series.histogram.size(); ++i) {
            content.append(series.histogram.content(i));
            error.append(series.histogram.error(i));
        }
        all.append(QJsonObject{{QStringLiteral("picture"), idOf(series.role)},
                               {QStringLiteral("name"), series.name},
                               {QStringLiteral("content"), content},
                               {QStringLiteral("error"), error}});
    }
    QJsonObject json{{QStringLiteral("title"), figure.title}, {QStringLiteral("x"), figure.xLabel},
                     {QStringLiteral("y"), figure.yLabel},    {QStringLiteral("note"), figure.note},
                     {QStringLiteral("edges"), edges},        {QStringLiteral("series"), all}};
    if (!figure.binNames.isEmpty())
        json.insert(QStringLiteral("bins"), QJsonArray::fromStringList(figure.binNames));
    return QJsonDocument(json).toJson();
}

} // namespace calolens
