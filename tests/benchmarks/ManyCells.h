// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

namespace calolens::benchmark {

/// An event of so many cells in each of LR, prediction and truth: three layers, read out equally
/// finely, with a shower's energies. Every cell is drawn.
[[nodiscard]] EventComparison manyCells(std::size_t count);

} // namespace calolens::benchmark
