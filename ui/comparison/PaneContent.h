// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellAppearance.h"
#include "comparison/PaneMap.h"
#include "event/EventComparison.h"

#include <QString>

#include <optional>
#include <vector>

namespace calolens {

/// What one pane has to show, before any drawing.
struct PaneContent {
    PaneRole role = PaneRole::Lr;
    int level = 0; ///< of the event whose cells are drawn
    /// MeV per cell of the level (of a map: its numbers); empty: nothing to show
    std::vector<float> energies;
    QString title;      ///< "Predicted HR: one draw, seed 1"
    QString detail;     ///< energy sum and cell count
    QString emptyWords; ///< why there is nothing, if there is nothing

    /// Of either sign, zero in the middle.
    bool twoSided = false;
    /// Set where the pane's numbers are not on the scale that the energies share.
    std::optional<EnergyScale> ownScale;
    QString ownCaption; ///< of that scale's legend

    [[nodiscard]] bool empty() const noexcept { return energies.empty(); }
};

/// The predicted energies on the screen and what they are.
struct ShownPrediction {
    std::vector<float> energies; ///< MeV per HR cell; empty: none
    QString label;
    QString name; ///< of a reference that is not a run: "Pinned moment"
};

/// @param comparison  nullptr: no event is open
/// What else the panes are made of.
struct PaneSources {
    const EventComparison* comparison = nullptr; ///< nullptr: no event is open
    ShownPrediction prediction;
    ShownPrediction reference; ///< what the prediction is compared with; no energies: nothing
    PaneMap map;               ///< empty: none
};

/// @param shared  the scale of all energies
[[nodiscard]] PaneContent paneContent(PaneRole role, const PaneSources& sources,
                                      const ViewSettings& settings, const EnergyScale& shared);

/// How the pane's numbers become colours and sizes.
[[nodiscard]] CellAppearance appearanceOf(const PaneContent& content, const ViewSettings& settings,
                                          const EnergyScale& shared);

} // namespace calolens
