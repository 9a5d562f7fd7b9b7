// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/CalibrationEvent.h"

#include <cstddef>
#include <span>

namespace calolens {

/// How unevenly a picture shares the energy of its LR cells: ln sum |(I - A+ A) x|^2, MeV^2.
/// Minus infinity if all shares are even.
[[nodiscard]] double logContrast(std::span<const float> picture, const LrBlocks& blocks);

/// Shares each LR cell's energy in proportion to the power `exponent` of the shares: above one the
/// picture gains contrast, below one it loses some. Each LR cell keeps its sum, zeros stay zeros.
void changeContrast(std::span<float> picture, const LrBlocks& blocks, double exponent);

/// Brings the contrast of an event's draws to where that of truth is: draws it together about its
/// mean over the draws, or apart, by a temperature (of its logarithm), then changes that of all
/// draws by one exponent.
class ContrastCalibration {
public:
    /// Events below which nothing is changed.
    static constexpr std::size_t fewestEvents = 100;

    ContrastCalibration() = default;
    ContrastCalibration(double temperature, double exponent)
        : m_temperature(temperature)
        , m_exponent(exponent) {}
    /// The temperature with which truth's place among the draws varies as that of one more draw,
    /// then the exponent with which a draw has less contrast than truth as often as more.
    /// @param events is left as it is
    [[nodiscard]] static ContrastCalibration fitted(std::span<const CalibrationEvent> events);

    [[nodiscard]] double temperature() const noexcept { return m_temperature; }
    [[nodiscard]] double exponent() const noexcept { return m_exponent; }
    void apply(CalibrationEvent& event) const;

private:
    double m_temperature = 1, m_exponent = 1;
};

} // namespace calolens
