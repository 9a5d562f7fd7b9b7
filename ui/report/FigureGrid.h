// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"

#include <QRect>

#include <functional>
#include <vector>

namespace calolens {

/// Paints one of the figures of a grid.
using CellPainter = std::function<void(QCPPainter& painter, const QRect& rect)>;

/// Paints figures side by side and below each other, all of one size.
/// @param gapMm  between them
void paintGrid(QCPPainter& painter, const QRect& rect, int columns, int rows, double gapMm,
               const std::vector<CellPainter>& figures);

} // namespace calolens
