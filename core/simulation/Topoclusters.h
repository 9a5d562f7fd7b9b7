// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "simulation/Digitizer.h"

#include <functional>
#include <span>
#include <vector>

namespace calolens {

/// Energy over noise of a cell, asked for only where clusters look.
using Significance = std::function<float(CellId)>;

/// Which cells belong to topological clusters (ATLAS, arXiv 1603.02934, without cluster splitting).
///
/// Clusters start at cells with significance > seed, grow from cells > grow to all their neighbours
/// that are > perimeter (in signed significance; the perimeter cells do not grow further).
/// Neighbours are the eight around a cell in its layer (periodic in phi) and the cells that overlap
/// it in the layers before and after.
/// @param candidates every cell that may exceed the seed threshold, in any order; others may be
///                   among them, also twice
/// @return the cells of all clusters in the order of layer, ieta, iphi
[[nodiscard]] std::vector<CellId> findTopoclusterCells(const Granularity& granularity,
                                                       std::span<const CellId> candidates,
                                                       const Significance& significance,
                                                       const TopoclusterThresholds& thresholds);

} // namespace calolens
