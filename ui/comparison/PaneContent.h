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

/// Whether the pane shows signed energies: one picture less another.
[[nodiscard]] bool isDifference(PaneRole role) noexcept;

/// @param comparison  nullptr: no event is open
/// @param reference   what the prediction is compared with; no energies: nothing
[[nodiscard]] PaneContent paneContent(PaneRole role, const EventComparison* comparison,
                                      const ShownPrediction& prediction,
                                      const ShownPrediction& reference,
                                      const CellAppearance& appearance);

/// The largest |energy| of a pane with signed energies, MeV; 0 when it has nothing to show.
[[nodiscard]] double largestEnergy(const PaneContent& content);

} // namespace calolens
