// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckResult.h"
#include "analysis/checks/EventEvidence.h"

#include <vector>

namespace calolens {

/// One statistic of (truth; draws), and the same with each draw in the place of truth and the other
/// draws in the place of the draws.
///
/// If the model draws from the posterior, truth and draws are exchangeable, and truth's value is
/// one of the same distribution as the draws' values. That gives every comparison with truth a
/// threshold that needs no tuning: what the model itself considers usual for this event.
struct Exchange {
    double truth = 0;
    std::vector<double> draws; ///< one per draw

    [[nodiscard]] double mean() const; ///< of the draws' values
    [[nodiscard]] double sd() const;   ///< of the draws' values, unbiased
};

/// Computes an exchange. Needs four draws or more, and truth.
using ExchangeStatistic = Exchange (*)(const EventEvidence& evidence);

/// Judges truth's value: a look above the 99 % and a fail above the 99.9 % quantile of Student's t
/// distribution about the draws' values. All values are multiplied by `scale` first.
[[nodiscard]] CheckResult judgedByExchange(const Exchange& exchange, double scale = 1);

} // namespace calolens
