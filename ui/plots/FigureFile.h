// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

#include <filesystem>
#include <functional>

namespace calolens {

/// Units of the painter per typographic point in figure files: a style for them is
/// PlotStyle::paper(figureUnit).
inline constexpr double figureUnit = 4;

/// Paints a figure into a rectangle in these units.
using FigurePainter = std::function<void(QCPPainter& painter, const QRect& rect)>;

/// Writes one figure as a page of its own size: .pdf (lines as lines, text as text) or .png (300
/// dots per inch). Needs a QApplication. @throws UsageError for another suffix, FileError
void writeFigure(const FigurePainter& paint, const QString& title, QSizeF sizeMm,
                 const std::filesystem::path& path);

} // namespace calolens
