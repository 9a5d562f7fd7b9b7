// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

namespace calolens {

/// The cell-energy error of the mean of K draws that the draws themselves expect, MeV: the mean
/// over draws of sum |x_k - mean of the others|, corrected from K - 1 to K draws as for Gaussian
/// spread, sqrt((K^2 - 1) / K^2). Needs two draws.
[[nodiscard]] double expectedCellError(const EventEvidence& evidence);

/// The true cell-energy error of the mean of draws, sum |mean - truth|, MeV. Needs draws and truth.
[[nodiscard]] double trueCellError(const EventEvidence& evidence);

} // namespace calolens
