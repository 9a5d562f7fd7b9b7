// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/CalibrationBins.h"

#include <algorithm>

namespace calolens {

std::size_t CalibrationBins::rangeOf(double lrEnergyMeV) {
    return static_cast<std::size_t>(
        std::upper_bound(std::begin(edges), std::end(edges), lrEnergyMeV) - std::begin(edges));
}

std::vector<std::size_t> CalibrationBins::of(const Event& event, const LrBlocks& blocks) {
    const CellSet& cells = event.hr();
    std::vector<std::size_t> bins(cells.size());
    for (std::size_t i = 0; i < bins.size(); ++i)
        bins[i] = indexOf(cells.layer[i], rangeOf(event.lr().energy[blocks.lrOf(i)]));
    return bins;
}

} // namespace calolens
