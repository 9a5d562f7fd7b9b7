// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/SheetCanvas.h"
#include "plots/RatioFigure.h"

#include <vector>

namespace calolens {

/// One legend for several plots: the keys of their series and their names, one beside the other.
/// @param start   upper left corner, units
/// @param height  of the line, units
void paintLegendLine(const SheetCanvas& canvas, QPointF start, double height,
                     const std::vector<FigureSeries>& series);

} // namespace calolens
