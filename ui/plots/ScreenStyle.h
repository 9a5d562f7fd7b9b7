// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"

class QWidget;

namespace calolens {

/// The style of plots in the window: of the present theme, at the widget's resolution.
[[nodiscard]] PlotStyle screenStyle(const QWidget& widget);

} // namespace calolens
