// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/ReadoutFit.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

std::optional<std::string> readoutMisfit(const Readout& trained, const Readout& events) {
    if (events.levelCount() != trained.levelCount())
        return fmt::format("they have {} levels, expected {}", events.levelCount(),
                           trained.levelCount());
    for (std::size_t level = 0; level < trained.levels.size(); ++level) {
        const Granularity& there = events.levels[level];
        const Granularity& expected = trained.levels[level];
        if (there.layerCount() != expected.layerCount())
            return fmt::format("they have {} layers, expected {}", there.layerCount(),
                               expected.layerCount());
        for (int layer = 0; layer < there.layerCount(); ++layer)
            if (there.grid(layer) != expected.grid(layer))
                return fmt::format("layer {} has {} x {} cells at level {}, expected {} x {}",
                                   layer, there.grid(layer).nEta, there.grid(layer).nPhi, level,
                                   expected.grid(layer).nEta, expected.grid(layer).nPhi);
    }
    for (std::size_t layer = 0; layer < trained.detector.layers.size(); ++layer) {
        const double noise = events.detector.layers.at(layer).noise;
        const double expected = trained.detector.layers[layer].noise;
        if (std::abs(noise - expected) > 1e-6 * expected)
            return fmt::format("layer {} has a noise of {} MeV, expected {} MeV", layer, noise,
                               expected);
    }
    return std::nullopt;
}

} // namespace calolens
