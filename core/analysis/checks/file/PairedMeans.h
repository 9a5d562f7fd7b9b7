// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/Bootstrap.h"

#include <cstdint>
#include <vector>

namespace calolens {

/// Two numbers per event that should agree on average, and how far they do. Errors are bootstrap
/// errors over events, both numbers of an event being drawn together.
class PairedMeans {
public:
    void add(double value, double expected) {
        m_values.push_back(value);
        m_expected.push_back(expected);
    }
    [[nodiscard]] std::size_t events() const noexcept { return m_values.size(); }
    [[nodiscard]] Measured ratio(std::uint64_t seed) const; ///< of the means
    /// Difference of the means over their mean: -2 to 2, 0 where both vanish. Unlike the ratio it
    /// is defined where one of them vanishes.
    [[nodiscard]] Measured relativeDifference(std::uint64_t seed) const;
    [[nodiscard]] Measured difference(std::uint64_t seed) const; ///< of the means
    [[nodiscard]] double mean() const;                           ///< of the first number
    [[nodiscard]] double meanExpected() const;                   ///< of the second number

private:
    std::vector<double> m_values, m_expected;
};

} // namespace calolens
