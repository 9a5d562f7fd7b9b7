// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

#include <cstddef>

namespace calolens {

/// The colour of the n-th of several lines: hues that all can tell apart (Okabe and Ito).
[[nodiscard]] QColor seriesColour(std::size_t number);

/// Pen and markers of the n-th of several lines; with each round of colours another marker.
void styleSeries(QCPGraph& graph, const PlotStyle& style, std::size_t number);
/// The same for lines of several kinds: the kind decides on dash and marker, so that the lines of
/// one hue can be told apart without colour too.
void styleSeries(QCPGraph& graph, const PlotStyle& style, std::size_t hue, std::size_t kind);

} // namespace calolens
