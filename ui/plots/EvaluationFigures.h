// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EvaluationReport.h"
#include "plots/RatioFigure.h"

namespace calolens {

/// Distribution of an observable: truth, LR and the draws (averaged over them), with their ratio to
/// truth. Events outside the bins are not drawn.
[[nodiscard]] RatioFigure observableFigure(const ObservableReport& observable, int events);

/// Distribution of the event-energy residual of LR and of the mean of the draws.
[[nodiscard]] RatioFigure residualFigure(const EvaluationReport& report);

} // namespace calolens
