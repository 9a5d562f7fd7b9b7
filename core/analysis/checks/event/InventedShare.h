// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/LrBlocks.h"

#include <span>

namespace calolens {

/// Share of a picture's energy that had to be moved away from an even split of every LR cell:
/// sum |x - A+ A x| / (2 sum |x|). 0 for an even split; (m - 1) / m where each LR cell's energy
/// lies in one of its m children. 0 for an empty picture.
[[nodiscard]] double inventedShare(const LrBlocks& blocks, std::span<const float> x);

} // namespace calolens
