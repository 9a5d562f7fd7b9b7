// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"
#include "plots/LinePlot.h"

#include <optional>

namespace calolens {

/// A rank histogram, or the expected coverage of TARP, with what an honest model gives; none if the
/// check has no such curve.
[[nodiscard]] std::optional<LineFigure> calibrationFigure(const CheckFinding& finding);

/// How often the central 68 and 95 % hold truth, of cells, layers and events, less what they
/// should, with errors; none if no check of coverage was run.
[[nodiscard]] std::optional<LineFigure> coverageFigure(const FileCheckReport& report);

/// The true error of events over what is expected at their energy, against how suspicious a check
/// that needs no truth finds them: means over ten groups of as many events each, with errors.
/// @param check index into report.eventChecks
/// @returns none if the check needs truth or could be run on too few events
[[nodiscard]] std::optional<LineFigure> errorFigure(const FileCheckReport& report,
                                                    std::size_t check);

} // namespace calolens
