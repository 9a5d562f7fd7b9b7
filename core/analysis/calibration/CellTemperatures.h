// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/CalibrationEvent.h"

#include <cstdint>
#include <span>
#include <vector>

namespace calolens {

/// Draws the hits that the draws of an event have in a cell together about their mean, or apart:
/// per layer and range of measured energy (CalibrationBins) by one factor, the temperature, with
/// which the rank of truth among the draws varies as it does when truth is one of them. Zeros stay
/// zeros, and each draw keeps its sum in every LR cell.
class CellTemperatures {
public:
    /// Cells below which a bin keeps the temperature one.
    static constexpr std::int64_t fewestCells = 300;
    /// Spread of ln T that is expected of models: what a bin cannot tell to this is drawn to one.
    static constexpr double usualSpread = 0.15;

    CellTemperatures() = default;
    /// @param factors one per bin, layers x CalibrationBins::ranges
    explicit CellTemperatures(std::vector<double> factors)
        : m_factors(std::move(factors)) {}
    /// @param events with two draws or more each, as many in all events
    [[nodiscard]] static CellTemperatures fitted(std::span<const CalibrationEvent> events,
                                                 std::size_t layers);

    [[nodiscard]] const std::vector<double>& factors() const noexcept { return m_factors; }
    void apply(CalibrationEvent& event) const;

private:
    std::vector<double> m_factors;
};

} // namespace calolens
