// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

namespace calolens::benchmark {

/// An event of so many cells in each of LR, prediction and truth: three layers, read out equally
/// finely, with a shower's energies. Every cell is drawn.
/// @param slices  cuts each layer into so many: three times the cells in three slices are as wide
/// as before and lie in the same room
[[nodiscard]] EventComparison manyCells(std::size_t count, std::size_t slices = 1);

} // namespace calolens::benchmark
