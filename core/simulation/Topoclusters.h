// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "simulation/Digitizer.h"

#include <vector>

namespace calolens {

/// Dense picture of one quantity: per layer, nEta x nPhi values, phi fastest.
using LayerImages = std::vector<std::vector<float>>;

/// Which cells belong to topological clusters (ATLAS, arXiv 1603.02934, without cluster splitting).
///
/// Clusters start at cells with significance > seed, grow from cells > grow to all their neighbours
/// that are > perimeter (in signed significance; the perimeter cells do not grow further).
/// Neighbours are the eight around a cell in its layer (periodic in phi) and the cells that overlap
/// it in the layers before and after.
/// @param significance energy / noise, per cell
/// @return the cells of all clusters in the order of layer, ieta, iphi
[[nodiscard]] std::vector<CellId> findTopoclusterCells(const Granularity& granularity,
                                                       const LayerImages& significance,
                                                       const TopoclusterThresholds& thresholds);

} // namespace calolens
