// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <vector>

namespace calolens {

/// Credibility at which truth lies on the border of a region around a reference picture: share of
/// the draws that are nearer to the reference than truth, spread evenly over its step; uniform if
/// truth and draws are exchangeable given y (Lemos et al., arXiv:2302.03026).
///
/// The reference depends on the measured event: its even split A+ y, negative energies set to zero,
/// with noise of the layer's sigma over the number of children on every cell. A reference that knew
/// nothing of y could not see a posterior that ignores y. Distances are Euclidean. Random numbers:
/// stream (sources().seed, Checks, event number, 16). Needs truth and draws.
[[nodiscard]] double tarpCredibility(const EventEvidence& evidence);

/// Largest distance between the share of events below each credibility and the credibility itself
/// (Kolmogorov). @param credibilities one per event
[[nodiscard]] double largestMiscoverage(std::vector<double> credibilities);

} // namespace calolens
