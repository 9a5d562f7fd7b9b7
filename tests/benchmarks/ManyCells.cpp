// SPDX-License-Identifier: GPL-3.0-or-later
#include "ManyCells.h"

#include <cmath>
#include <numeric>

namespace calolens::benchmark {
namespace {

constexpr std::size_t kLayers = 3;

/// A number between 0 and 1 that looks random and is the same on every machine.
double scattered(std::size_t i) {
    constexpr double kGolden = 0.6180339887498949;
    const double x = static_cast<double>(i % 1000003) * kGolden;
    return x - std::floor(x);
}

} // namespace

EventComparison manyCells(std::size_t count) {
    const int side = static_cast<int>(
        std::ceil(std::sqrt(static_cast<double>(count) / static_cast<double>(kLayers))));
    const Granularity grid(std::vector<LayerGrid>(kLayers, LayerGrid{side, 6 * side}));
    auto event = std::make_shared<Event>();
    event->readout = std::make_shared<const Readout>(Readout{Detector::cocoa(), {grid, grid}});
    CellSet cells;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t layer = i % kLayers, place = i / kLayers;
        const auto n = static_cast<std::size_t>(side);
        const double distance = std::hypot(static_cast<double>(place % n) / side - 0.5,
                                           static_cast<double>(place / n) / side - 0.5);
        cells.append({static_cast<std::uint8_t>(layer), static_cast<std::uint16_t>(place % n),
                      static_cast<std::uint16_t>(place / n)},
                     static_cast<float>(2 + 5000 * scattered(i) * std::exp(-12 * distance)));
    }
    event->levels = {cells, cells};
    event->levels.back().parent.resize(count);
    std::iota(event->levels.back().parent.begin(), event->levels.back().parent.end(), 0);
    EventComparison comparison;
    comparison.predicted = event->levels.back().energy;
    for (std::size_t i = 0; i < count; ++i)
        comparison.predicted[i] *= static_cast<float>(0.85 + 0.3 * scattered(7 * i));
    comparison.event = event;
    return comparison;
}

} // namespace calolens::benchmark
