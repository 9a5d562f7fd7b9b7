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
         true,
         addBlob},
        {"remove-blob",
         "Energy removed from one cell",
         "spreads of the cell",
         {1, 2, 3, 5, 10},
         false,
         true,
         removeBlob},
        {"move-energy",
         "Energy moved to a sibling",
         "spreads of the cell",
         {1, 2, 3, 5, 10},
         false,
         true,
         moveEnergy},
        {"other-event",
         "Picture of another event",
         "share of the other picture",
         {0.1, 0.25, 0.5, 1},
         false,
         false,
         otherEvent},
        {"rescale",
         "Measured energies rescaled",
         "factor",
         {0.5, 0.8, 0.9, 0.95, 1.05, 1.1, 1.25, 2},
         true,
         false,
         rescaleInput},
        {"noise", "More noise than said", "factor", {1.2, 1.5, 2, 3, 5}, true, false, raiseNoise},
        {"drop-layer",
         "A layer is missing",
         "number of the layer",
         {0, 1, 2},
         true,
         false,
         dropLayer},
        {"pile-up",
         "Another event on top",
         "factor of its energies",
         {0.01, 0.03, 0.1, 0.3, 1},
         true,
         false,
         pileUp}};
    return all;
}

std::span<const Lie> foreignLies() {
    static const std::vector<Lie> all{{otherGeneratorLie,
                                       "Events of another generator",
                                       "true particles",
                                       {1},
                                       true,
                                       false,
                                       nullptr},
                                      {unseenParticleLie,
                                       "Particles never trained on",
                                       "true particles",
                                       {1},
                                       true,
                                       false,
                                       nullptr}};
    return all;
}

const Lie* findLie(std::string_view id) {
    for (const std::span<const Lie> some : {lies(), foreignLies()})
        for (const Lie& lie : some)
            if (lie.id == id)
                return &lie;
    return nullptr;
}

} // namespace calolens
