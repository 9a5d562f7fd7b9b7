// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ComparisonNumbers.h"
#include "export/SheetCanvas.h"

namespace calolens {

/// The table of numbers, headed LR, Predicted, Truth. Returns where it ends, units.
double paintNumbers(const SheetCanvas& canvas, const QRectF& rect,
                    const std::vector<NumbersRow>& rows);
/// Key and value, one below the other, under a title. Returns where it ends, units.
double paintSettings(const SheetCanvas& canvas, const QRectF& rect, const QString& title,
                     const std::vector<std::pair<QString, QString>>& entries);

} // namespace calolens
