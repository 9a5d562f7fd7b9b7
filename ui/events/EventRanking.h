// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace calolens {

/// How far apart two pictures of an event are, as a share of its energy: the prediction and the
/// truth, cell by cell (sum of |predicted - true| over the true sum); without truth, the sums of
/// the prediction and of LR; without a prediction, the sums of the truth and of LR. NaN where there
/// is nothing to compare, or no energy.
/// @param predicted  MeV per HR cell; empty: not predicted
[[nodiscard]] double differenceShare(const Event& event, std::span<const float> predicted);

/// The events with the largest values, of any number; takes memory for those alone.
class LargestEvents {
public:
    explicit LargestEvents(std::size_t most)
        : m_most(most) {}
    /// NaN is left out.
    void add(std::int64_t event, double value);
    /// The largest first; of equal ones, the earlier event.
    [[nodiscard]] std::vector<std::int64_t> inOrder() const;

private:
    using Entry = std::pair<double, std::int64_t>; ///< minus the value, and the event
    std::size_t m_most;
    std::vector<Entry> m_heap; ///< the one that goes next in front
};

} // namespace calolens
