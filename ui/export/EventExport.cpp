// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/EventExport.h"

#include "comparison/ComparisonPicture.h"
#include "error/Error.h"
#include "event/CellsFile.h"
#include "event/WholeFile.h"
#include "export/ComparisonNumbers.h"
#include "export/EtaPhiMaps.h"
#include "export/ExportMetadata.h"
#include "export/FigureExport.h"
#include "export/SheetCanvas.h"
#include "page/PageFile.h"
#include "plots/EventFigures.h"

#include <fmt/format.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>
#include <optional>
#include <vector>

namespace calolens {

namespace {

constexpr double MmPerInch = 25.4;
const QSizeF kViewMm(180, 70); ///< fits its width

QString tr(const char* text) {
    return QCoreApplication::translate("EventExport", text);
}

const QStringList& pageSuffixes() {
    static const QStringList suffixes{QStringLiteral("pdf"), QStringLiteral("svg"),
                                      QStringLiteral("png")};
    return suffixes;
}

std::optional<RatioFigure> figureOf(ExportKind kind, const EventComparison& comparison,
                                    const Prediction* draws) {
    switch (kind) {
    case ExportKind::Spectrum:
        return spectrumFigure(comparison);
    case ExportKind::Layers:
        return layerFigure(comparison, draws);
    case ExportKind::Lateral:
        return lateralFigure(comparison, draws);
    default:
        return std::nullopt;
    }
}

/// The 3D panes as on the screen, at the resolution of print.
QImage viewPicture(const EventComparison& comparison, const SheetOptions& options, QSize pixels) {
    constexpr double UsualWidth = 1000; // at which text has the size of a screen
    return renderComparison(comparison, options.view, options.camera ? &*options.camera : nullptr,
                            pixels, pixels.width() / UsualWidth);
}

QByteArray numbersAs(const QString& suffix, const EventComparison& comparison,
                     const Prediction* draws) {
    const auto rows = comparisonNumbers(comparison, draws);
    if (suffix == QStringLiteral("csv")) {
        QString text = QStringLiteral("quantity,lr,predicted,truth\n");
        const auto quoted = [](QString field) {
            field.replace(QLatin1Char('"'), QStringLiteral("\"\""));
            return QLatin1Char('"') + field + QLatin1Char('"');
        };
        for (const NumbersRow& row : rows)
            text += QStringList{quoted(row.quantity), quoted(row.lr), quoted(row.predicted),
                                quoted(row.truth)}
                        .join(QLatin1Char(',')) +
                    QLatin1Char('\n');
        return text.toUtf8();
    }
    QJsonArray numbers;
    for (const NumbersRow& row : rows)
        numbers.append(QJsonObject{{QStringLiteral("quantity"), row.quantity},
                                   {QStringLiteral("lr"), row.lr},
                                   {QStringLiteral("predicted"), row.predicted},
                                   {QStringLiteral("truth"), row.truth}});
    QJsonObject settings;
    for (const auto& [key, value] : predictionSettings(comparison))
        settings.insert(key, value);
    return QJsonDocument(
               QJsonObject{{QStringLiteral("file"), QString::fromStdString(comparison.source)},
                           {QStringLiteral("event"), static_cast<qint64>(comparison.event->number)},
                           {QStringLiteral("prediction"), settings},
                           {QStringLiteral("numbers"), numbers}})
        .toJson();
}

void writeBytes(const QByteArray& bytes, const std::filesystem::path& path) {
    writeWholeFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QString suffixOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.extension().string()).mid(1).toLower();
}

Page pageOf(ExportKind kind, const EventComparison& comparison, const SheetOptions& options) {
    if (kind == ExportKind::Maps) {
        constexpr double Width = 120, Margin = 4; // mm
        const EtaPhiMaps maps(comparison, options.view);
        const QSizeF size(Width + 2 * Margin, maps.heightMm(Width) + 2 * Margin);
        return {size, [maps, size](QCPPainter& painter, const QRect&) {
                    maps.paint(
                        SheetCanvas(painter),
                        SheetCanvas::rectMm(Margin, Margin, Width, size.height() - 2 * Margin));
                }};
    }
    return figurePage(*figureOf(kind, comparison, options.draws.get()));
}

QImage textPreview(const QString& text, QSize pixels) {
    QImage image(pixels, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QFont font = painter.font();
    font.setPixelSize(11);
    painter.setFont(font);
    painter.setPen(Qt::black);
    constexpr int Margin = 10;
    painter.drawText(image.rect().adjusted(Margin, Margin, -Margin, -Margin),
                     Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, text);
    return image;
}

} // namespace

std::span<const ExportDescription> exportDescriptions() {
    static const std::vector<ExportDescription> all{
        {ExportKind::Sheet, QStringLiteral("sheet"), tr("Comparison sheet"),
         tr("One page: views, maps, numbers, plots and how the prediction was made."),
         pageSuffixes()},
        {ExportKind::View,
         QStringLiteral("view"),
         tr("Three-dimensional view"),
         tr("The panes as they stand in the window, at the resolution of print."),
         {QStringLiteral("png")}},
        {ExportKind::Spectrum, QStringLiteral("spectrum"), tr("Plot: cell energies"),
         tr("Number of cells against their energy, with the ratio to truth."), figureSuffixes()},
        {ExportKind::Layers, QStringLiteral("layers"), tr("Plot: layers"),
         tr("Energy in each layer, with the ratio to truth."), figureSuffixes()},
        {ExportKind::Lateral, QStringLiteral("lateral"), tr("Plot: lateral profile"),
         tr("Energy against the distance from the shower's centre, with the ratio to truth."),
         figureSuffixes()},
        {ExportKind::Maps, QStringLiteral("maps"), tr("Maps of the layers"),
         tr("LR, prediction and truth of each layer in eta and phi, with one scale."),
         pageSuffixes()},
        {ExportKind::Cells,
         QStringLiteral("cells"),
         tr("Table of the cells"),
         tr("Place and energies of every high-resolution cell."),
         {QStringLiteral("csv"), QStringLiteral("json"), QStringLiteral("h5")}},
        {ExportKind::Numbers,
         QStringLiteral("numbers"),
         tr("Table of the numbers"),
         tr("The numbers that compare LR, prediction and truth."),
         {QStringLiteral("csv"), QStringLiteral("json")}},
        {ExportKind::Film,
         QStringLiteral("film"),
         tr("Film of the denoising"),
         tr("Every recorded step as a numbered picture; with ffmpeg also as MP4 or GIF."),
         {QStringLiteral("mp4"), QStringLiteral("gif"), QString()}},
        {ExportKind::Report,
         QStringLiteral("report"),
         tr("Report of the whole file"),
         tr("Pages of numbers with errors, figures, every observable, the model's card, typical "
            "and "
            "worst events: of all events of the file, against truth."),
         {QStringLiteral("pdf")}},
        {ExportKind::Figures,
         QStringLiteral("figures"),
         tr("Figures of the whole file"),
         tr("The figures of a paper, each as PDF, SVG and PNG: cells, energy residuals, "
            "observables, "
            "maxima, samplers, of all events of the file, against truth."),
         {QString()}},
        {ExportKind::Table,
         QStringLiteral("observables"),
         tr("Table of all events"),
         tr("Every observable of LR, each draw, their mean and truth, one row per event and "
            "picture, of all events of the file."),
         {QStringLiteral("csv"), QStringLiteral("json"), QStringLiteral("h5")}},
    };
    return all;
}

const ExportDescription& describe(ExportKind kind) {
    const auto all = exportDescriptions();
    return *std::find_if(all.begin(), all.end(),
                         [kind](const ExportDescription& d) { return d.kind == kind; });
}

std::optional<ExportKind> exportKindNamed(const QString& id) {
    for (const ExportDescription& one : exportDescriptions())
        if (one.id == id)
            return one.kind;
    return std::nullopt;
}

ExportKind usualExportKind(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QStringLiteral("csv") || suffix == QStringLiteral("h5") ||
        suffix == QStringLiteral("hdf5"))
        return ExportKind::Cells;
    if (suffix == QStringLiteral("json"))
        return ExportKind::Numbers;
    if (suffix == QStringLiteral("mp4") || suffix == QStringLiteral("gif") || suffix.isEmpty())
        return ExportKind::Film;
    return ExportKind::Sheet;
}

void writeEventExport(ExportKind kind, const EventComparison& comparison,
                      const SheetOptions& options, const std::filesystem::path& path) {
    const QString suffix = suffixOf(path);
    const ExportDescription& description = describe(kind);
    if (!description.suffixes.contains(suffix))
        throw UsageError(
            fmt::format("{}: this export ends in .{}", path.string(),
                        description.suffixes.join(QStringLiteral(" or .")).toStdString()));
    switch (kind) {
    case ExportKind::Sheet:
        writeComparisonSheet(comparison, options, path);
        return;
    case ExportKind::View: {
        const QSize pixels(qRound(kViewMm.width() / MmPerInch * options.dpi),
                           qRound(kViewMm.height() / MmPerInch * options.dpi));
        writeBytes(pngBytes(viewPicture(comparison, options, pixels),
                            exportMetadata(comparison, describe(kind).title, options.provenance)),
                   path);
        return;
    }
    case ExportKind::Cells:
        writeCells(comparison, path);
        return;
    case ExportKind::Numbers:
        writeBytes(numbersAs(suffix, comparison, options.draws.get()), path);
        return;
    case ExportKind::Film:
        throw UsageError("a film is made of a run, not of one picture");
    case ExportKind::Report:
    case ExportKind::Figures:
    case ExportKind::Table:
        throw UsageError("reports, figures and tables are of a whole file, not of one event");
    default:
        if (const auto figure = figureOf(kind, comparison, options.draws.get()))
            writeFigure(*figure, exportMetadata(comparison, description.title, options.provenance),
                        path, options.dpi);
        else
            writePage(pageOf(kind, comparison, options),
                      exportMetadata(comparison, describe(kind).title, options.provenance), path,
                      options.dpi);
    }
}

QImage previewOf(ExportKind kind, const EventComparison& comparison, const SheetOptions& options,
                 QSize pixels) {
    constexpr int PreviewDpi = 60;
    QImage image;
    SheetOptions coarse = options;
    coarse.dpi = PreviewDpi;
    switch (kind) {
    case ExportKind::View:
    case ExportKind::Film:
        image =
            viewPicture(comparison, options, kViewMm.toSize().scaled(pixels, Qt::KeepAspectRatio));
        break;
    case ExportKind::Cells:
        return textPreview(
            tr("layer, eta, phi, lr_mev, ...\n%1 rows").arg(comparison.event->hr().size()), pixels);
    case ExportKind::Report:
    case ExportKind::Figures:
    case ExportKind::Table:
        return textPreview(describe(kind).explanation, pixels);
    case ExportKind::Numbers:
        return textPreview(
            QString::fromUtf8(numbersAs(QStringLiteral("csv"), comparison, options.draws.get())),
            pixels);
    case ExportKind::Sheet:
        image = QImage::fromData(comparisonSheetPng(comparison, coarse));
        break;
    default:
        image = QImage::fromData(
            pageBytes(pageOf(kind, comparison, options), {}, PageFormat::Png, 2 * PreviewDpi));
    }
    return image.scaled(pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace calolens
