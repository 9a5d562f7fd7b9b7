// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <cstddef>
#include <vector>

namespace calolens {

/// Groups of LR cells that touch one another in eta-phi (corners count, phi is periodic), in
/// whatever layer: indices into event.lr(), the group of highest energy first.
[[nodiscard]] std::vector<std::vector<std::size_t>> lrClusters(const Event& event);

/// The LR cells of all clusters that hold at least `share` of the energy of the strongest one, in
/// ascending order. What is left out are mostly clusters of noise anywhere in the detector, which
/// pictures need not make room for.
[[nodiscard]] std::vector<std::size_t> mainLrCells(const Event& event, double share = 0.05);

} // namespace calolens
