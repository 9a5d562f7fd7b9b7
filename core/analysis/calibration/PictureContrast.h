// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/CalibrationEvent.h"

#include <span>

namespace calolens {

/// How unevenly a picture shares the energy of its LR cells: ln sum |(I - A+ A) x|^2, MeV^2.
/// Minus infinity if all shares are even.
[[nodiscard]] double logContrast(std::span<const float> picture, const LrBlocks& blocks);

/// Shares each LR cell's energy in proportion to the power `exponent` of the shares: above one the
/// picture gains contrast, below one it loses some. Each LR cell keeps its sum, zeros stay zeros.
void changeContrast(std::span<float> picture, const LrBlocks& blocks, double exponent);
/// The same for all draws.
void changeContrast(CalibrationEvent& event, double exponent);

/// The exponent with which a draw has less contrast than truth as often as it has more. 1 with
/// fewer than 100 events.
[[nodiscard]] double fittedContrastExponent(std::span<const CalibrationEvent> events);

} // namespace calolens
