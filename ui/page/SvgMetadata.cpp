// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/SvgMetadata.h"

#include <QXmlStreamReader>

namespace calolens {

QByteArray svgWithMetadata(const QByteArray& svg, const PageMetadata& metadata) {
    // Between the opening tag and the definitions stands what QSvgGenerator says by itself; some
    // of its versions do not escape it.
    const qsizetype last = svg.indexOf("<defs>");
    const qsizetype first = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    if (last < 0 || first < 1 || first > last)
        return svg;
    QByteArray said = "\n<title>" + metadata.title.toHtmlEscaped().toUtf8() + "</title>\n<desc>" +
                      metadata.description.toHtmlEscaped().toUtf8() + "</desc>\n";
    if (!metadata.provenance.isEmpty())
        said += "<metadata><calolens:provenance xmlns:calolens=\"urn:calolens:provenance\">" +
                metadata.provenance.toHtmlEscaped().toUtf8() +
                "</calolens:provenance></metadata>\n";
    return svg.left(first) + said + svg.mid(last);
}

PageMetadata metadataOfSvg(const QByteArray& svg) {
    PageMetadata metadata;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("title"))
            metadata.title = xml.readElementText();
        else if (xml.name() == QLatin1String("desc"))
            metadata.description = xml.readElementText();
        else if (xml.name() == QLatin1String("provenance"))
            metadata.provenance = xml.readElementText();
        else if (xml.name() == QLatin1String("defs"))
            break; // what is drawn follows
    }
    return metadata;
}

} // namespace calolens
