// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"

namespace calolens {

/// What the random numbers of checks are for: ties of ranks, reference points, planted lies. Stands
/// beside the purposes that RandomPurpose names, and never overlaps with any of them.
inline constexpr auto checksPurpose = static_cast<RandomPurpose>(8);

} // namespace calolens
