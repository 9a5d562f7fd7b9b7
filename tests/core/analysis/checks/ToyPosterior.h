// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/Prediction.h"
#include "random/RandomStream.h"

#include <cmath>
#include <memory>

namespace calolens::test {

/// Events whose posterior is known: independent Gaussian cells about means that the LR event gives,
/// so that the model of width one is exactly right and any other exactly wrong.
struct ToyPosterior {
    double spread = 10;       ///< MeV per HR cell, of truth about its mean
    double width = 1;         ///< spread of the draws over truth's
    double bias = 0;          ///< MeV per HR cell, of the draws
    double zeros = 0;         ///< probability of an HR cell without energy, truth and draws alike
    bool samePattern = false; ///< all draws of an event have the same zeros
    int draws = 9;
};

struct ToyEvent {
    std::shared_ptr<Event> event;
    Prediction prediction;
};

/// Two layers of 4 x 4 LR cells, 2 x 2 HR cells each; noise of 20 MeV per LR cell, which is what
/// four cells of the default spread have together.
inline std::shared_ptr<const Readout> toyReadout() {
    Detector detector;
    detector.name = "toy";
    detector.innerRadius = 1000;
    detector.etaMax = 1;
    detector.layers = {{"A", LayerKind::Electromagnetic, 0, 100, 1, 20},
                       {"B", LayerKind::Electromagnetic, 100, 300, 1, 20}};
    const Granularity hr({{8, 8}, {8, 8}});
    return std::make_shared<const Readout>(Readout{detector, {hr.coarsened(2), hr}});
}

inline ToyEvent toyEvent(const ToyPosterior& toy, std::int64_t number) {
    RandomStream random(11, RandomPurpose::Test, static_cast<std::uint64_t>(number));
    ToyEvent made{std::make_shared<Event>(), {}};
    Event& event = *made.event;
    event.number = number;
    event.readout = toyReadout();
    event.levels.resize(2);
    std::vector<double> means;
    const double scale = 1 + 3 * random.uniform();
    for (std::uint8_t layer = 0; layer < 2; ++layer)
        for (std::uint16_t eta = 1; eta < 3; ++eta)
            for (std::uint16_t phi = 1; phi < 3; ++phi) {
                const CellId cell{layer, eta, phi};
                const auto parent = static_cast<std::int32_t>(event.levels[0].size());
                double sum = 0;
                for (int k = 0; k < 4; ++k) {
                    means.push_back(scale * (100 + 50 * random.uniform()));
                    sum += means.back();
                    event.levels[1].append(childOf(cell, 2, k), 0.0F);
                    event.levels[1].parent.push_back(parent);
                }
                event.levels[0].append(cell, static_cast<float>(sum));
            }
    const std::size_t cells = means.size();
    std::vector<bool> pattern(cells);
    const auto newPattern = [&] {
        for (std::size_t i = 0; i < cells; ++i)
            pattern[i] = random.uniform() >= toy.zeros;
    };
    newPattern();
    for (std::size_t i = 0; i < cells; ++i)
        event.levels[1].energy[i] =
            pattern[i] ? static_cast<float>(means[i] + toy.spread * random.normal()) : 0.0F;
    made.prediction.samples = toy.draws;
    made.prediction.cells = cells;
    newPattern();
    for (int k = 0; k < toy.draws; ++k) {
        if (!toy.samePattern)
            newPattern();
        for (std::size_t i = 0; i < cells; ++i)
            made.prediction.energy.push_back(
                pattern[i] ? static_cast<float>(means[i] + toy.bias +
                                                toy.width * toy.spread * random.normal())
                           : 0.0F);
    }
    return made;
}

} // namespace calolens::test
