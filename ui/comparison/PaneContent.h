// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellAppearance.h"
#include "event/EventComparison.h"

#include <QString>

#include <vector>

namespace calolens {

/// What one pane has to show, before any drawing.
struct PaneContent {
    PaneRole role = PaneRole::Lr;
    int level = 0;               ///< of the event whose cells are drawn
    std::vector<float> energies; ///< MeV per cell of the level; empty: nothing to show
    QString title;               ///< "Predicted HR: one draw, seed 1"
    QString detail;              ///< energy sum and cell count
    QString emptyWords;          ///< why there is nothing, if there is nothing

    [[nodiscard]] bool empty() const noexcept { return energies.empty(); }
};

/// The predicted energies on the screen and what they are.
struct ShownPrediction {
    std::vector<float> energies; ///< MeV per HR cell; empty: none
    QString label;
};

/// @param comparison  nullptr: no event is open
[[nodiscard]] PaneContent paneContent(PaneRole role, const EventComparison* comparison,
                                      const ShownPrediction& prediction,
                                      const CellAppearance& appearance);

/// The largest |predicted - truth| of the event, MeV; 0 when either is missing.
[[nodiscard]] double largestDifference(const EventComparison* comparison,
                                       const ShownPrediction& prediction);

} // namespace calolens
