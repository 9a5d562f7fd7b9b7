// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/FigureFile.h"

#include "error/Error.h"
#include "event/WholeFile.h"
#include "version/Version.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>

#include <cmath>

namespace calolens {

namespace {
constexpr double pointsPerInch = 72, mmPerInch = 25.4;
constexpr int pdfDpi = 1440, pngDpi = 300;

void paintOn(QPaintDevice& device, const FigurePainter& paint, QSizeF sizeMm, double dpi,
             bool vectors) {
    QCPPainter painter;
    if (!painter.begin(&device))
        throw Error("A figure cannot be painted: the page could not be opened.");
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmVectorized, vectors);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setAntialiasing(true);
    const double scale = dpi / (pointsPerInch * figureUnit);
    painter.scale(scale, scale);
    const QSizeF units = sizeMm * (pointsPerInch * figureUnit / mmPerInch);
    paint(painter, QRect(QPoint(0, 0), units.toSize()));
    painter.end();
}
} // namespace

void writeFigure(const FigurePainter& paint, const QString& title, QSizeF sizeMm,
                 const std::filesystem::path& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QString creator = QStringLiteral("CaloLens ") + QString::fromStdString(programVersion());
    if (path.extension() == ".pdf") {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(pdfDpi);
        pdf.setPageSize(QPageSize(sizeMm, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
        pdf.setPageMargins(QMarginsF());
        pdf.setTitle(title);
        pdf.setCreator(creator);
        paintOn(pdf, paint, sizeMm, pdfDpi, true);
    } else if (path.extension() == ".png") {
        const QSizeF pixels = sizeMm * (pngDpi / mmPerInch);
        QImage image(pixels.toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        const int perMetre = static_cast<int>(std::lround(pngDpi / mmPerInch * 1000));
        image.setDotsPerMeterX(perMetre);
        image.setDotsPerMeterY(perMetre);
        image.setText(QStringLiteral("Title"), title);
        image.setText(QStringLiteral("Software"), creator);
        paintOn(image, paint, sizeMm, pngDpi, false);
        if (!image.save(&buffer, "PNG"))
            throw Error("A figure cannot be encoded as PNG.");
    } else {
        throw UsageError(path.string() + ": a figure ends in .pdf or .png");
    }
    writeWholeFile(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace calolens
