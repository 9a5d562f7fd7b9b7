// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/CalibrationFit.h"

#include "analysis/calibration/CalibrationBins.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr int stages = 2;

double energyNoise(const EventEvidence& evidence) {
    double variance = 0;
    for (const double noise : evidence.noise())
        variance += noise * noise;
    return std::sqrt(variance);
}
} // namespace

CalibrationFit::CalibrationFit(std::size_t layers, std::string source)
    : m_calibration(layers, std::move(source)) {
}

void CalibrationFit::add(const EventEvidence& evidence) {
    if (evidence.truth().empty() || evidence.draws() < 2)
        return;
    const auto& layer = evidence.event().hr().layer;
    if (std::any_of(layer.begin(), layer.end(),
                    [this](auto l) { return l >= m_calibration.layers(); }))
        throw UsageError(fmt::format("event {} has more layers than the {} of the readout",
                                     evidence.event().number, m_calibration.layers()));
    CalibrationEvent event;
    event.blocks = evidence.blocks();
    event.bins = CalibrationBins::of(evidence.event(), event.blocks);
    event.truth.assign(evidence.truth().begin(), evidence.truth().end());
    event.draws.samples = evidence.draws();
    event.draws.cells = event.truth.size();
    for (int k = 0; k < evidence.draws(); ++k)
        event.draws.energy.insert(event.draws.energy.end(), evidence.draw(k).begin(),
                                  evidence.draw(k).end());
    if (!m_events.empty() && m_events.front().draws.samples != event.draws.samples)
        throw UsageError(fmt::format("event {} has {} draws and those before have {}: a "
                                     "calibration needs as many for all",
                                     evidence.event().number, event.draws.samples,
                                     m_events.front().draws.samples));
    m_calibration.m_event.add(event.draws, event.truth, energyNoise(evidence));
    m_events.push_back(std::move(event));
}

DrawCalibration CalibrationFit::finish() {
    DrawCalibration& fit = m_calibration;
    fit.m_events = events();
    for (int stage = 0; stage < stages; ++stage) {
        fit.m_cells.push_back(CellTemperatures::fitted(m_events, fit.m_layers));
        for (CalibrationEvent& event : m_events)
            fit.m_cells.back().apply(event);
    }
    for (int stage = 0; stage < stages; ++stage) {
        fit.m_hitEnergies.push_back(HitEnergies::fitted(m_events, fit.m_layers));
        for (CalibrationEvent& event : m_events)
            fit.m_hitEnergies.back().apply(event);
    }
    fit.m_contrast = ContrastCalibration::fitted(m_events);
    m_events.clear();
    return std::move(m_calibration);
}

} // namespace calolens
