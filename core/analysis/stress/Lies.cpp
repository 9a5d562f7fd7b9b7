// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/InputLies.h"
#include "analysis/stress/PictureLies.h"

namespace calolens {

std::span<const Lie> lies() {
    static const std::vector<Lie> all{
        {"add-blob",
         "Energy added in one cell",
         "spreads of the cell",
         {1, 2, 3, 5, 10},
         false,
         addBlob},
        {"remove-blob",
         "Energy removed from one cell",
         "spreads of the cell",
         {1, 2, 3, 5, 10},
         false,
         removeBlob},
        {"move-energy",
         "Energy moved to a sibling",
         "spreads of the cell",
         {1, 2, 3, 5, 10},
         false,
         moveEnergy},
        {"other-event",
         "Picture of another event",
         "share of the other picture",
         {0.1, 0.25, 0.5, 1},
         false,
         otherEvent},
        {"rescale",
         "Measured energies rescaled",
         "factor",
         {0.5, 0.8, 0.9, 0.95, 1.05, 1.1, 1.25, 2},
         true,
         rescaleInput},
        {"noise", "More noise than said", "factor", {1.2, 1.5, 2, 3, 5}, true, raiseNoise},
        {"drop-layer", "A layer is missing", "number of the layer", {0, 1, 2}, true, dropLayer},
        {"pile-up",
         "Another event on top",
         "factor of its energies",
         {0.01, 0.03, 0.1, 0.3, 1},
         true,
         pileUp}};
    return all;
}

} // namespace calolens
