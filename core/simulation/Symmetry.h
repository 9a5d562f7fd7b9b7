// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

namespace calolens {

/// An exact symmetry of a barrel calorimeter: turn in phi, then mirror.
struct Symmetry {
    int phiTurn = 0;        ///< in cells of the coarsest layer's grid
    bool mirrorEta = false; ///< eta -> -eta
    bool mirrorPhi = false; ///< phi -> -phi
};

/// Applies the symmetry to cells and particles.
/// @param granularity grid of the deposits; the finer layers' nPhi must be multiples of the
/// coarsest one's
/// @param layers      only the first so many layers are kept (and count for "coarsest")
[[nodiscard]] DepositEvent transformed(const DepositEvent& event, const Granularity& granularity,
                                       int layers, Symmetry symmetry);

} // namespace calolens
