// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/QCustomPlotHeader.h"

#include <QRect>
#include <QSizeF>

#include <functional>

namespace calolens {

/// Units of the painter per typographic point on a page: a style for it is
/// PlotStyle::paper(pageUnit).
inline constexpr double pageUnit = 4;
inline constexpr double pageUnitsPerInch = 72 * pageUnit;

/// A sheet of paper, or a figure that is a page of its own size.
struct Page {
    QSizeF sizeMm;
    /// Paints into the whole page, given in units.
    std::function<void(QCPPainter& painter, const QRect& rect)> paint;
};

} // namespace calolens
