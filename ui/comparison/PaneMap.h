// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace calolens {

/// A number per cell that is shown in a pane of its own beside the energies: a spread, a
/// probability, a pull.
struct PaneMap {
    QString title;             ///< "Spread of 16 draws"
    QString quantity;          ///< for the legend and the words about a cell: "Spread"
    QString unit;              ///< "MeV"; empty: a plain number
    int level = 0;             ///< of the event whose cells are meant: 0 = LR, last = HR
    std::vector<float> values; ///< one per cell of the level; NaN: not known. Empty: no map
    bool twoSided = false;     ///< of either sign, zero in the middle of the colours
    double high = 0;           ///< end of the scale; 0: the largest value's next round number

    [[nodiscard]] bool empty() const noexcept { return values.empty(); }
};

} // namespace calolens
