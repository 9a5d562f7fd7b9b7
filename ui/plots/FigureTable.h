// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/RatioFigure.h"

#include <QByteArray>

namespace calolens {

// The numbers of a figure, to draw it with another program: the edges of every bin, and content and
// error of each histogram in it (lr, predicted, truth).

/// Comma-separated values, after a comment line with the title and the axes.
[[nodiscard]] QByteArray figureCsv(const RatioFigure& figure);
/// One JSON object: title, x, y, note, edges, series [{picture, name, content, error}].
[[nodiscard]] QByteArray figureJson(const RatioFigure& figure);

} // namespace calolens
