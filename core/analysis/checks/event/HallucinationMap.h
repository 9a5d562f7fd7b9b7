// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Exchange.h"

#include <vector>

namespace calolens {

/// Spread of the null-space part over draws below which a cell's error is not called confident,
/// MeV: nobody claims an energy to better than that.
inline constexpr double leastNullSpread = 1.0;

/// Null-space error of the mean of draws over the posterior spread of the null-space part, per HR
/// cell: ((I - A+ A)(mean - x*))_i / (s_i sqrt(1 + 1/K)). Needs truth and two draws.
[[nodiscard]] std::vector<float> hallucinationMap(const EventEvidence& evidence);

/// Energy of the null-space error in cells that lie outside the central 95 % (Student's t), MeV:
/// half of sum |(I - A+ A)(mean - x*)| over these. Needs truth and four draws.
[[nodiscard]] Exchange hallucinatedEnergy(const EventEvidence& evidence);

} // namespace calolens
