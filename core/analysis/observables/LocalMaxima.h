// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/EventPicture.h"

#include <vector>

namespace calolens {

/// What counts as a maximum of its own.
struct MaximaCriteria {
    double threshold = 500; ///< MeV that its cell holds at least
    /// The lowest point of the best way to any higher maximum lies at least this fraction of the
    /// maximum's own energy below it.
    double valley = 0.2;
};

/// A local maximum of the energy per cell in one layer.
struct LocalMaximum {
    CellId cell;
    double energy = 0; ///< MeV
    double saddle = 0; ///< MeV: where the way to a higher maximum is lowest; 0 if there is no way
};

/// The layer in which maxima are looked for: the deepest (thickest) electromagnetic layer that is
/// read out, which holds the shower maximum.
[[nodiscard]] int maximaLayer(const Readout& readout);

/// Local maxima of one layer: cells above their 8 neighbours (phi is periodic) that pass the
/// criteria, the highest first. Cells that are not in the picture hold nothing. Each maximum is
/// taken with its topological prominence, so that a plateau or a noisy slope is one maximum.
[[nodiscard]] std::vector<LocalMaximum> localMaxima(const EventPicture& picture, int layer,
                                                    const MaximaCriteria& criteria = {});

/// Whether two particles are seen as two maxima: different maxima lie in the cells of the two
/// particles, or in a neighbour of these, on the picture's own grid.
[[nodiscard]] bool showsTwoMaxima(const EventPicture& picture, int layer,
                                  const std::vector<LocalMaximum>& maxima, const Particle& a,
                                  const Particle& b);

/// Pairs of an event's particles (indices) that are closer (deltaR) than one LR cell of a layer.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> closePairs(const Event& event,
                                                                          int layer);

} // namespace calolens
