// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/PageMetadata.h"

#include <QByteArray>

namespace calolens {

/// Metadata as an XMP packet, for PDF: title and description in Dublin Core, the provenance in a
/// namespace of CaloLens.
[[nodiscard]] QByteArray xmpPacket(const PageMetadata& metadata, const QString& program);
/// The reverse, from the bytes of a PDF whose packet is not compressed (as CaloLens writes it).
[[nodiscard]] PageMetadata metadataOfPdf(const QByteArray& pdf);

} // namespace calolens
