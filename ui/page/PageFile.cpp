// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/PageFile.h"

#include "error/Error.h"
#include "event/WholeFile.h"
#include "page/PdfMetadata.h"
#include "page/SvgMetadata.h"
#include "version/Version.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <fmt/format.h>

#include <cmath>

namespace calolens {

namespace {
constexpr double mmPerInch = 25.4;
constexpr int pdfDpi = 1440; // a fifth of a unit; lines and text are exact anyway

QString programName() {
    return QStringLiteral("CaloLens ") + QString::fromStdString(programVersion());
}

void prepare(QCPPainter& painter, double deviceDpi, bool vectors) {
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmVectorized, vectors);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setAntialiasing(true);
    const double scale = deviceDpi / pageUnitsPerInch;
    painter.scale(scale, scale);
}

QRect unitsOf(const Page& page) {
    return {QPoint(0, 0), (page.sizeMm * (pageUnitsPerInch / mmPerInch)).toSize()};
}

void paintOn(QPaintDevice& device, const Page& page, double deviceDpi, bool vectors) {
    QCPPainter painter;
    if (!painter.begin(&device))
        throw Error("A figure cannot be painted: the page could not be opened.");
    prepare(painter, deviceDpi, vectors);
    page.paint(painter, unitsOf(page));
    painter.end();
}

void setSize(QPdfWriter& pdf, const Page& page) {
    pdf.setPageSize(QPageSize(page.sizeMm, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
    pdf.setPageMargins(QMarginsF());
}

QByteArray pdfBytes(std::span<const Page> pages, const PageMetadata& metadata) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setResolution(pdfDpi);
    setSize(pdf, pages.front());
    pdf.setTitle(metadata.title);
    pdf.setCreator(programName());
    pdf.setDocumentXmpMetadata(xmpPacket(metadata, programName()));
    QCPPainter painter;
    if (!painter.begin(&pdf))
        throw Error("A PDF cannot be painted: the page could not be opened.");
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0) {
            setSize(pdf, pages[i]); // of the page that comes
            pdf.newPage();
        }
        painter.save();
        prepare(painter, pdfDpi, true);
        pages[i].paint(painter, unitsOf(pages[i]));
        painter.restore();
    }
    painter.end();
    return bytes;
}

QByteArray svgBytes(const Page& page, const PageMetadata& metadata) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    const QSizeF size = page.sizeMm * (pageUnitsPerInch / mmPerInch);
    svg.setResolution(static_cast<int>(pageUnitsPerInch));
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    paintOn(svg, page, pageUnitsPerInch, true);
    return svgWithMetadata(bytes, metadata);
}

void checkDpi(int dpi) {
    if (dpi < smallestDpi || dpi > largestDpi)
        throw UsageError(fmt::format("a resolution of {} dots per inch was asked for, expected {} "
                                     "to {}",
                                     dpi, smallestDpi, largestDpi));
}

QByteArray pngPage(const Page& page, const PageMetadata& metadata, int dpi) {
    const QSizeF pixels = page.sizeMm * (dpi / mmPerInch);
    QImage image(static_cast<int>(std::lround(pixels.width())),
                 static_cast<int>(std::lround(pixels.height())), QImage::Format_RGB32);
    image.fill(Qt::white);
    const int perMetre = static_cast<int>(std::lround(dpi * 1000 / mmPerInch));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    paintOn(image, page, dpi, false);
    return pngBytes(std::move(image), metadata);
}

void write(const std::filesystem::path& path, const QByteArray& bytes) {
    writeWholeFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}
} // namespace

PageFormat pageFormat(const std::filesystem::path& path, const std::string& what) {
    const QString suffix = QString::fromStdString(path.extension().string()).toLower();
    if (suffix == QLatin1String(".pdf"))
        return PageFormat::Pdf;
    if (suffix == QLatin1String(".svg"))
        return PageFormat::Svg;
    if (suffix == QLatin1String(".png"))
        return PageFormat::Png;
    throw UsageError(fmt::format("{}: {} ends in .pdf, .svg or .png", path.string(), what));
}

QByteArray pngBytes(QImage image, const PageMetadata& metadata) {
    image.setText(QStringLiteral("Title"), metadata.title);
    image.setText(QStringLiteral("Software"), programName());
    if (!metadata.description.isEmpty())
        image.setText(QStringLiteral("Description"), metadata.description);
    if (!metadata.provenance.isEmpty())
        image.setText(QStringLiteral("calolens"), metadata.provenance);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw Error("A picture cannot be encoded as PNG.");
    return bytes;
}

QByteArray pageBytes(const Page& page, const PageMetadata& metadata, PageFormat format, int dpi) {
    switch (format) {
    case PageFormat::Pdf:
        return pdfBytes({&page, 1}, metadata);
    case PageFormat::Svg:
        return svgBytes(page, metadata);
    case PageFormat::Png:
        break;
    }
    checkDpi(dpi);
    return pngPage(page, metadata, dpi);
}

void writePage(const Page& page, const PageMetadata& metadata, const std::filesystem::path& path,
               int dpi) {
    write(path, pageBytes(page, metadata, pageFormat(path, "a figure"), dpi));
}

void writePages(std::span<const Page> pages, const PageMetadata& metadata,
                const std::filesystem::path& path) {
    if (pageFormat(path, "a report") != PageFormat::Pdf)
        throw UsageError(fmt::format("{}: a file of several pages ends in .pdf", path.string()));
    if (pages.empty())
        throw UsageError(fmt::format("{}: there is no page to write", path.string()));
    write(path, pdfBytes(pages, metadata));
}

} // namespace calolens
