// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/StressJson.h"
#include "plots/LinePlot.h"

namespace calolens {

/// The lies that a stress report is about, with their sizes.
[[nodiscard]] std::vector<std::pair<const Lie*, std::vector<double>>>
toldLies(const StressReport& report);

/// What each check catches of a lie at 5 % false alarms, against the size of the lie. Checks that
/// never catch twice the false alarms are left out.
[[nodiscard]] LineFigure detectionFigure(const StressReport& report, const Lie& lie);
/// ROC curves of the checks for one lie of one size.
[[nodiscard]] LineFigure rocFigure(const StressReport& report, const Lie& lie, double size);

} // namespace calolens
