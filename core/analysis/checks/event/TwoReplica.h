// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <vector>

namespace calolens {

/// Agreement of hit patterns (which children of an LR cell hold energy), per LR cell.
struct ReplicaAgreement {
    std::vector<double> drawDraw; ///< c_ss: share of pairs of draws with the same pattern
    std::vector<double>
        drawTruth; ///< c_st: share of draws with truth's pattern; empty without truth

    [[nodiscard]] double meanDrawDraw() const;
    [[nodiscard]] double meanDrawTruth() const;
};

/// All pairs of draws are used. Needs two draws.
[[nodiscard]] ReplicaAgreement replicaAgreement(const EventEvidence& evidence);

} // namespace calolens
