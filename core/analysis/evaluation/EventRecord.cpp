// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/EventRecord.h"

#include "analysis/observables/LocalMaxima.h"
#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

Binning cellEnergyBins() {
    constexpr int decades = 6, binsPerDecade = 5;
    return Binning::logarithmic(decades * binsPerDecade, 1, 1e6);
}

EventRecorder::EventRecorder(const Readout& readout)
    : m_observables(readout)
    , m_cellEnergies(cellEnergyBins())
    , m_maximaLayer(maximaLayer(readout)) {
}

EventRecord EventRecorder::record(const Event& event, const Prediction& prediction) const {
    const auto truth = truthPicture(event);
    if (!truth)
        throw UsageError(fmt::format("event {} has no truth to compare with", event.number));
    const EventReference reference = eventReference(event);
    const auto close = closePairs(event, m_maximaLayer);
    const auto describe = [&](const EventPicture& picture) {
        PictureRecord record;
        record.energy = energySum(picture);
        record.cells = static_cast<std::int64_t>(picture.size());
        record.zeros = record.cells - static_cast<std::int64_t>(cellsOver(picture, 0));
        record.observables = m_observables.compute(picture, reference);
        record.spectrum.assign(m_cellEnergies.size() + 2, 0.0F);
        for (const float energy : picture.energy) {
            if (!(energy > 0))
                continue;
            const auto bin = m_cellEnergies.find(energy);
            const std::size_t above = m_cellEnergies.size() + 1;
            record.spectrum[bin                                       ? *bin + 1
                            : energy < m_cellEnergies.edges().front() ? 0
                                                                      : above] += 1;
        }
        if (!close.empty()) {
            const auto maxima = localMaxima(picture, m_maximaLayer);
            for (const auto& [a, b] : close)
                record.pairs.push_back(showsTwoMaxima(picture, m_maximaLayer, maxima,
                                                      event.particles[a], event.particles[b])
                                           ? 1
                                           : 0);
        }
        return record;
    };
    EventRecord record;
    record.number = event.number;
    for (const Particle& particle : event.particles)
        record.incidentEnergy += particle.energy;
    record.truth = describe(*truth);
    record.lr = describe(lrPicture(event));
    for (int k = 0; k < prediction.samples; ++k) {
        const std::vector<float> energy = prediction.draw(k);
        record.draws.push_back(describe(hrPicture(event, energy)));
    }
    if (prediction.samples == 1) {
        record.mean = record.draws.front();
    } else {
        const std::vector<float> energy = prediction.mean();
        record.mean = describe(hrPicture(event, energy));
    }
    return record;
}

} // namespace calolens
