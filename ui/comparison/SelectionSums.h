// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellSelection.h"
#include "event/EventComparison.h"

#include <optional>
#include <vector>

namespace calolens {

/// Energies of the selected cells, MeV.
struct SelectionSums {
    double lr = 0;                   ///< of the LR cells
    std::optional<double> predicted; ///< of the HR cells in the shown prediction
    std::optional<double> truth;
    std::vector<double> draws; ///< of the HR cells in each draw
    double mean = 0;           ///< of the draws
    double spread = 0;         ///< their standard deviation, with n - 1
};

/// @param draws  of the event; nullptr, or of another length: none
[[nodiscard]] SelectionSums selectionSums(const EventComparison& comparison,
                                          const SelectedCells& cells, const Prediction* draws);

} // namespace calolens
