// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic/SyntheticEvent.h"

#include "random/RandomStream.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace calolens::test {

namespace {
constexpr int factor = 2;
constexpr double layerShare[] = {0.25, 0.70, 0.05};
constexpr double layerRadius[] = {0.008, 0.012, 0.02}; // scale of the lateral profile
constexpr int depositsPerGeV = 12;

void deposit(std::map<CellId, double>& cells, const SyntheticShower& shower, const Readout& readout,
             RandomStream& random) {
    const int deposits = static_cast<int>(shower.energy * 1e-3 * depositsPerGeV);
    for (int i = 0; i < deposits; ++i) {
        const double u = random.uniform();
        const int layer = u < layerShare[0] ? 0 : u < layerShare[0] + layerShare[1] ? 1 : 2;
        const double r = -layerRadius[layer] * std::log(random.uniform() * random.uniform());
        const double angle = 2 * std::numbers::pi * random.uniform();
        const LayerGrid grid = readout.levels.back().grid(layer);
        const double etaMax = readout.detector.etaMax;
        const double eta = (shower.eta + r * std::cos(angle) + etaMax) / (2 * etaMax);
        double phi = (shower.phi + r * std::sin(angle)) / (2 * std::numbers::pi);
        phi -= std::floor(phi);
        const CellId cell{static_cast<std::uint8_t>(layer),
                          static_cast<std::uint16_t>(eta * grid.nEta),
                          static_cast<std::uint16_t>(
                              std::min<int>(static_cast<int>(phi * grid.nPhi), grid.nPhi - 1))};
        cells[cell] += -std::log(random.uniform()) * 1000.0 / depositsPerGeV;
    }
}
} // namespace

std::shared_ptr<const Readout> syntheticReadout() {
    const Granularity hr({{256, 256}, {256, 256}, {128, 128}});
    return std::make_shared<const Readout>(Readout{Detector::cocoa(), {hr.coarsened(factor), hr}});
}

std::shared_ptr<Event> syntheticEvent(const std::vector<SyntheticShower>& showers,
                                      std::uint64_t seed) {
    auto event = std::make_shared<Event>();
    event->readout = syntheticReadout();
    event->levels.resize(2);
    RandomStream random(seed, RandomPurpose::Test);
    std::map<CellId, double> fine, coarse;
    for (const SyntheticShower& shower : showers) {
        deposit(fine, shower, *event->readout, random);
        event->particles.push_back({11, static_cast<float>(shower.energy),
                                    static_cast<float>(shower.eta),
                                    static_cast<float>(shower.phi)});
    }
    for (const auto& [cell, energy] : fine)
        coarse[parentOf(cell, factor)] += energy;
    for (const auto& [cell, energy] : coarse) {
        const double noise = event->readout->detector.layers[cell.layer].noise;
        const double measured = energy + noise * random.normal();
        if (measured < 2 * noise)
            continue;
        const auto parent = static_cast<std::int32_t>(event->levels[0].size());
        event->levels[0].append(cell, static_cast<float>(measured));
        for (int k = 0; k < factor * factor; ++k) {
            const CellId child = childOf(cell, factor, k);
            const auto found = fine.find(child);
            event->levels[1].append(child,
                                    found == fine.end() ? 0.0F : static_cast<float>(found->second));
            event->levels[1].parent.push_back(parent);
        }
    }
    return event;
}

EventComparison syntheticComparison(std::shared_ptr<const Event> event) {
    EventComparison comparison;
    comparison.source = "synthetic.h5";
    RandomStream random(7, RandomPurpose::Test, 1);
    for (const float energy : event->hr().energy)
        comparison.predicted.push_back(
            energy * static_cast<float>(std::max(0.0, 1 + 0.15 * random.normal())));
    comparison.event = std::move(event);
    comparison.predictedLabel = "one draw, seed 42";
    comparison.settings = {.name = "test",
                           .model = "synthetic-model",
                           .modelChecksum = "0123456789abcdef",
                           .sampler = "heun",
                           .schedule = "karras",
                           .steps = 18,
                           .evaluations = 35,
                           .seed = 42,
                           .samples = 1,
                           .programVersion = "0.1.0"};
    return comparison;
}

} // namespace calolens::test
