// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <vector>

namespace calolens::test {

/// An electron-like shower that a test makes up: exponential lateral profile, three layers.
struct SyntheticShower {
    double energy = 50000; ///< MeV
    double eta = 0.3;
    double phi = 1.0; ///< rad
};

/// Two levels on the COCOA electromagnetic layers, factor 2 (as the preset cocoa-sr2).
[[nodiscard]] std::shared_ptr<const Readout> syntheticReadout();
/// The kept LR cells are those with more than two sigma of noise. Same arguments, same event.
[[nodiscard]] std::shared_ptr<Event>
syntheticEvent(const std::vector<SyntheticShower>& showers = {{}}, std::uint64_t seed = 1);
/// The event with a prediction that differs from its truth by a smear of 15 % per cell.
[[nodiscard]] EventComparison syntheticComparison(std::shared_ptr<const Event> event);

} // namespace calolens::test
