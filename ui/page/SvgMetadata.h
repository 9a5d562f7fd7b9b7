// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/PageMetadata.h"

#include <QByteArray>

namespace calolens {

/// An SVG of QSvgGenerator with title, description and, in a `<metadata>` element, provenance.
[[nodiscard]] QByteArray svgWithMetadata(const QByteArray& svg, const PageMetadata& metadata);
[[nodiscard]] PageMetadata metadataOfSvg(const QByteArray& svg);

} // namespace calolens
