// SPDX-License-Identifier: GPL-3.0-or-later
#include "page/PdfMetadata.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace calolens {

namespace {
const auto xNamespace = QStringLiteral("adobe:ns:meta/");
const auto rdfNamespace = QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const auto dcNamespace = QStringLiteral("http://purl.org/dc/elements/1.1/");
const auto xmpNamespace = QStringLiteral("http://ns.adobe.com/xap/1.0/");
const auto calolensNamespace = QStringLiteral("urn:calolens:provenance");

/// A text in one language, as XMP wants it.
void writeAlternative(QXmlStreamWriter& xml, const QString& name, const QString& text) {
    xml.writeStartElement(dcNamespace, name);
    xml.writeStartElement(rdfNamespace, QStringLiteral("Alt"));
    xml.writeStartElement(rdfNamespace, QStringLiteral("li"));
    xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("x-default"));
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
}
} // namespace

QByteArray xmpPacket(const PageMetadata& metadata, const QString& program) {
    QByteArray body;
    QXmlStreamWriter xml(&body);
    xml.writeNamespace(xNamespace, QStringLiteral("x"));
    xml.writeStartElement(xNamespace, QStringLiteral("xmpmeta"));
    xml.writeNamespace(rdfNamespace, QStringLiteral("rdf"));
    xml.writeStartElement(rdfNamespace, QStringLiteral("RDF"));
    xml.writeNamespace(dcNamespace, QStringLiteral("dc"));
    xml.writeNamespace(xmpNamespace, QStringLiteral("xmp"));
    xml.writeNamespace(calolensNamespace, QStringLiteral("calolens"));
    xml.writeStartElement(rdfNamespace, QStringLiteral("Description"));
    xml.writeAttribute(rdfNamespace, QStringLiteral("about"), QString());
    writeAlternative(xml, QStringLiteral("title"), metadata.title);
    writeAlternative(xml, QStringLiteral("description"), metadata.description);
    xml.writeTextElement(xmpNamespace, QStringLiteral("CreatorTool"), program);
    if (!metadata.provenance.isEmpty())
        xml.writeTextElement(calolensNamespace, QStringLiteral("provenance"), metadata.provenance);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + body +
           "\n<?xpacket end=\"w\"?>";
}

PageMetadata metadataOfPdf(const QByteArray& pdf) {
    PageMetadata metadata;
    const qsizetype first = pdf.indexOf("<x:xmpmeta");
    const qsizetype last = pdf.indexOf("</x:xmpmeta>", first);
    if (first < 0 || last < 0)
        return metadata;
    QXmlStreamReader xml(pdf.mid(first, last - first) + "</x:xmpmeta>");
    QString* text = nullptr;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.namespaceUri() == dcNamespace)
            text = xml.name() == QLatin1String("title")         ? &metadata.title
                   : xml.name() == QLatin1String("description") ? &metadata.description
                                                                : nullptr;
        else if (xml.namespaceUri() == calolensNamespace)
            metadata.provenance = xml.readElementText();
        else if (xml.name() == QLatin1String("li") && text != nullptr)
            *text = xml.readElementText();
    }
    return metadata;
}

} // namespace calolens
