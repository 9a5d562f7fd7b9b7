// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/PageMetadata.h"

#include "document/Paths.h"
#include "error/Error.h"
#include "page/PdfMetadata.h"
#include "page/SvgMetadata.h"

#include <QFile>
#include <QImage>

#include <fmt/format.h>

namespace calolens {

namespace {
/// By way of the whole picture: QImageReader::text() would join the lines of a text.
PageMetadata metadataOfPng(const QByteArray& bytes) {
    const QImage image = QImage::fromData(bytes, "PNG");
    return {image.text(QStringLiteral("Title")), image.text(QStringLiteral("Description")),
            image.text(QStringLiteral("calolens"))};
}
} // namespace

PageMetadata readPageMetadata(const std::filesystem::path& path) {
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly))
        throw FileError({path.string(), {}, {}},
                        fmt::format("cannot be read ({})", file.errorString().toStdString()));
    const QByteArray bytes = file.readAll();
    if (bytes.startsWith("\x89PNG"))
        return metadataOfPng(bytes);
    if (bytes.startsWith("%PDF"))
        return metadataOfPdf(bytes);
    if (bytes.left(1000).contains("<svg"))
        return metadataOfSvg(bytes);
    throw FileError({path.string(), {}, {}}, "is no PDF, SVG or PNG file");
}

} // namespace calolens
