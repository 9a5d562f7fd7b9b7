// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/CalibrationEvent.h"

namespace calolens {

void keepSums(std::span<float> draw, std::span<const double> sums, const LrBlocks& blocks) {
    const std::vector<double> now = blocks.sum(draw);
    for (std::size_t i = 0; i < draw.size(); ++i) {
        const std::size_t j = blocks.lrOf(i);
        if (now[j] > 0 && sums[j] > 0)
            draw[i] *= static_cast<float>(sums[j] / now[j]);
    }
}

} // namespace calolens
