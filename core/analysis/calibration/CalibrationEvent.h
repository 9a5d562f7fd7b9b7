// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/LrBlocks.h"
#include "event/Prediction.h"

#include <cstddef>
#include <span>
#include <vector>

namespace calolens {

/// The draws of an event on their way through a calibration, and what they are compared with.
struct CalibrationEvent {
    LrBlocks blocks;
    std::vector<std::size_t> bins; ///< of each HR cell, see CalibrationBins
    Prediction draws;
    std::vector<float> truth; ///< MeV per HR cell; empty where draws are calibrated, not fitted

    /// Energies of draw k, MeV per HR cell.
    [[nodiscard]] std::span<float> draw(int k) {
        return std::span(draws.energy)
            .subspan(static_cast<std::size_t>(k) * draws.cells, draws.cells);
    }
    [[nodiscard]] std::span<const float> draw(int k) const {
        return std::span(draws.energy)
            .subspan(static_cast<std::size_t>(k) * draws.cells, draws.cells);
    }
};

/// Scales the cells of each LR cell such that they have the sum that they had; LR cells in which
/// nothing is left, or nothing was, stay as they are.
/// @param sums MeV per LR cell
void keepSums(std::span<float> draw, std::span<const double> sums, const LrBlocks& blocks);

} // namespace calolens
