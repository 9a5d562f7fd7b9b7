// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/LrBlocks.h"
#include "event/Event.h"

#include <cstddef>
#include <iterator>
#include <vector>

namespace calolens {

/// Where a calibration may differ: by the layer of an HR cell and by the energy that was measured
/// in the LR cell that it is part of. Both are known before anything is drawn; by an energy of the
/// draws truth and draws could not be compared (truth is then not one more draw).
class CalibrationBins {
public:
    /// Edges of the ranges of measured energy, MeV; the first range has no lower end (noise goes
    /// below zero), the last no upper.
    static constexpr double edges[] = {10, 30, 100, 300, 1000, 3000, 10000};
    static constexpr std::size_t ranges = std::size(edges) + 1;

    /// @return the range of a measured energy
    [[nodiscard]] static std::size_t rangeOf(double lrEnergyMeV);
    /// Index of a layer's range: layer x ranges + range.
    [[nodiscard]] static std::size_t indexOf(std::size_t layer, std::size_t range) {
        return layer * ranges + range;
    }
    /// The bin of each HR cell.
    [[nodiscard]] static std::vector<std::size_t> of(const Event& event, const LrBlocks& blocks);
};

} // namespace calolens
