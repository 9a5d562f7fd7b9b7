// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ComparisonSheet.h"

#include "error/Error.h"
#include "event/Provenance.h"
#include "event/WholeFile.h"
#include "export/SheetPage.h"
#include "version/Version.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <fmt/format.h>

#include <cmath>

namespace calolens {

namespace {
constexpr int pdfResolution = 1440; // a fifth of a canvas unit; lines and text are exact anyway
constexpr int smallestDpi = 50;
constexpr int largestDpi = 1200;

QString sheetTitle(const EventComparison& comparison) {
    return QStringLiteral("CaloLens: %1, event %2")
        .arg(QString::fromStdString(comparison.source))
        .arg(comparison.event->number);
}

QString programName() {
    return QStringLiteral("CaloLens ") + QString::fromStdString(programVersion());
}

QString provenanceText(const EventComparison& comparison) {
    QStringList lines;
    for (const auto& [key, value] : provenanceOf(comparison))
        lines << QString::fromStdString(key) + QStringLiteral(": ") + QString::fromStdString(value);
    lines << QStringLiteral("exported by: ") + programName();
    return lines.join(QStringLiteral("; "));
}

/// Dublin Core title and description, for programs that read a PDF's metadata.
QByteArray xmp(const QString& title, const QString& description) {
    return QStringLiteral(
               "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
               "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
               "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
               "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>"
               "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%2</rdf:li></rdf:Alt>"
               "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>\n"
               "<?xpacket end=\"w\"?>")
        .arg(title.toHtmlEscaped(), description.toHtmlEscaped())
        .toUtf8();
}

void paintOn(QPaintDevice& device, const SheetPage& page, double deviceDpi, bool vectors) {
    QCPPainter painter;
    if (!painter.begin(&device))
        throw Error("The comparison sheet cannot be painted: the page could not be opened.");
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmVectorized, vectors);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setAntialiasing(true);
    const double scale = deviceDpi / SheetCanvas::UnitsPerInch;
    painter.scale(scale, scale);
    page.paint(painter);
    painter.end();
}

QByteArray pdfSheet(const EventComparison& comparison, const SheetPage& page) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setResolution(pdfResolution);
    pdf.setPageSize(QPageSize(page.sizeMm(), QPageSize::Millimeter, {}, QPageSize::ExactMatch));
    pdf.setPageMargins(QMarginsF());
    const QString title = sheetTitle(comparison);
    pdf.setTitle(title);
    pdf.setCreator(programName());
    pdf.setDocumentXmpMetadata(xmp(title, provenanceText(comparison)));
    paintOn(pdf, page, pdfResolution, true);
    return bytes;
}

QByteArray svgSheet(const EventComparison& comparison, const SheetPage& page) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    const QSizeF size(SheetCanvas::mm(page.sizeMm().width()),
                      SheetCanvas::mm(page.sizeMm().height()));
    svg.setResolution(static_cast<int>(SheetCanvas::UnitsPerInch));
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    svg.setTitle(sheetTitle(comparison));
    svg.setDescription(provenanceText(comparison));
    paintOn(svg, page, SheetCanvas::UnitsPerInch, true);
    return bytes;
}

QByteArray pngSheet(const EventComparison& comparison, const SheetPage& page, int dpi) {
    const QSizeF pixels = page.sizeMm() * (dpi / 25.4);
    QImage image(static_cast<int>(std::lround(pixels.width())),
                 static_cast<int>(std::lround(pixels.height())), QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / 0.0254)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / 0.0254)));
    image.setText(QStringLiteral("Title"), sheetTitle(comparison));
    image.setText(QStringLiteral("Software"), programName());
    image.setText(QStringLiteral("Description"), provenanceText(comparison));
    paintOn(image, page, dpi, false);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw Error("The comparison sheet cannot be encoded as PNG.");
    return bytes;
}
} // namespace

ViewSettings paperView() {
    ViewSettings view;
    view.dark = false;
    view.colourMap = "viridis";
    return view;
}

void writeComparisonSheet(const EventComparison& comparison, const SheetOptions& options,
                          const std::filesystem::path& path) {
    if (options.dpi < smallestDpi || options.dpi > largestDpi)
        throw UsageError(fmt::format("a resolution of {} dots per inch was asked for, expected {} "
                                     "to {}",
                                     options.dpi, smallestDpi, largestDpi));
    const SheetPage page(comparison, options);
    const QString suffix = QString::fromStdString(path.extension().string()).toLower();
    QByteArray bytes;
    if (suffix == QLatin1String(".pdf"))
        bytes = pdfSheet(comparison, page);
    else if (suffix == QLatin1String(".svg"))
        bytes = svgSheet(comparison, page);
    else if (suffix == QLatin1String(".png"))
        bytes = pngSheet(comparison, page, options.dpi);
    else
        throw UsageError(
            fmt::format("{}: a comparison sheet ends in .pdf, .svg or .png", path.string()));
    writeWholeFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace calolens
