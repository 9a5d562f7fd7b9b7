// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"
#include "random/RandomStream.h"

#include <span>
#include <vector>

namespace calolens {

/// Which quantities truth is ranked in among the draws.
enum class RankedQuantity { Cells, Layers, Events };

/// Rank of truth among K draws, and the same spread evenly over (0, 1).
struct TruthRank {
    int rank = 0; ///< draws below truth, 0 to K; ties broken at random
    double pit =
        0.5; ///< (rank + u) / (K + 1), u uniform: uniform if truth and draws are exchangeable
};

/// Rank of one number; draws that equal truth count as below it or not, at random.
[[nodiscard]] TruthRank truthRank(std::span<const double> draws, double truth,
                                  RandomStream& random);

/// Ranks of all cells, layers or of the event's energy. A cell or layer in which truth and all
/// draws are zero is left out: it says nothing, and leaving it out treats truth and draws alike.
/// Random numbers: stream (sources().seed, Checks, event number, quantity). Needs truth and draws.
[[nodiscard]] std::vector<TruthRank> truthRanks(const EventEvidence& evidence,
                                                RankedQuantity quantity);

} // namespace calolens
