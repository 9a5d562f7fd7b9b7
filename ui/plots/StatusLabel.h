// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

#include <QStringList>

namespace calolens {

/// Text in the upper left corner of a plot: whose it is and its status (bold), then small print.
/// Nothing for no lines.
void addStatusLabel(QCPAxisRect& rect, const PlotStyle& style, const QStringList& lines);

} // namespace calolens
