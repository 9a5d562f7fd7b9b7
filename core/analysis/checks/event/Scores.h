// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Exchange.h"

#include <span>
#include <vector>

namespace calolens {

/// Fair continuous ranked probability score of an ensemble (Ferro, Q. J. R. Meteorol. Soc. 140
/// (2014) 1917): mean |x_k - t| - sum over pairs k != l of |x_k - x_l| / (2 K (K - 1)). On average
/// over draws it is what infinitely many draws would give. Needs two draws.
[[nodiscard]] double fairCrps(std::span<const double> draws, double truth);

/// Fair CRPS per cell, MeV. Needs truth and two draws.
[[nodiscard]] std::vector<float> crpsPerCell(const EventEvidence& evidence);

/// Sum of the fair CRPS over cells, MeV. Needs truth and three draws.
[[nodiscard]] Exchange crps(const EventEvidence& evidence);
/// Fair energy score, MeV (Gneiting and Raftery, JASA 102 (2007) 359): as the CRPS with Euclidean
/// distances between pictures.
[[nodiscard]] Exchange energyScore(const EventEvidence& evidence);
/// Fair variogram score of order 1/2 (Scheuerer and Hamill, Mon. Weather Rev. 143 (2015) 1321),
/// MeV: over pairs of cells, (|x*_i - x*_j|^p - mean_k |x_ki - x_kj|^p)^2, less what the finite
/// number of draws adds, averaged over the pairs. Pairs: all among the children of the LR cells
/// with most measured energy, up to `mostVariogramCells` cells.
[[nodiscard]] Exchange variogramScore(const EventEvidence& evidence);
inline constexpr std::size_t mostVariogramCells = 128;

} // namespace calolens
