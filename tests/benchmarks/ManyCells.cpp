// SPDX-License-Identifier: GPL-3.0-or-later
#include "ManyCells.h"

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace calolens::benchmark {
namespace {

constexpr std::size_t kEcalLayers = 3;

/// The three ECAL layers, each cut into so many of equal depth.
Detector slicedEcal(std::size_t slices) {
    Detector detector = Detector::cocoa();
    std::vector<Layer> layers;
    for (std::size_t i = 0; i < kEcalLayers; ++i) {
        const Layer& whole = detector.layers[i];
        const double depth = (whole.depthEnd - whole.depthStart) / static_cast<double>(slices);
        for (std::size_t k = 0; k < slices; ++k) {
            Layer slice = whole;
            slice.depthStart += static_cast<double>(k) * depth;
            slice.depthEnd = slice.depthStart + depth;
            layers.push_back(slice);
        }
    }
    detector.layers = std::move(layers);
    return detector;
}

/// A number between 0 and 1 that looks random and is the same on every machine.
double scattered(std::size_t i) {
    constexpr double kGolden = 0.6180339887498949;
    const double x = static_cast<double>(i % 1000003) * kGolden;
    return x - std::floor(x);
}

} // namespace

EventComparison manyCells(std::size_t count, std::size_t slices) {
    const std::size_t layers = kEcalLayers * slices;
    const int side = static_cast<int>(
        std::ceil(std::sqrt(static_cast<double>(count) / static_cast<double>(layers))));
    const Granularity grid(std::vector<LayerGrid>(layers, LayerGrid{side, 6 * side}));
    auto event = std::make_shared<Event>();
    event->readout = std::make_shared<const Readout>(Readout{slicedEcal(slices), {grid, grid}});
    CellSet cells;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t layer = i % layers, place = i / layers;
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
