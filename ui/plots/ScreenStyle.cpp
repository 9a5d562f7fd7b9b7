// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/ScreenStyle.h"

#include "theme/Theme.h"

#include <QWidget>

namespace calolens {

PlotStyle screenStyle(const QWidget& widget) {
    constexpr double PointsPerInch = 72;
    return PlotStyle::screen(Theme::instance().isDark(), widget.logicalDpiY() / PointsPerInch);
}

} // namespace calolens
