// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/DrawCalibration.h"

#include "analysis/calibration/CalibrationBins.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>

namespace calolens {

namespace {
[[noreturn]] void refuse(std::size_t layers) {
    throw UsageError(fmt::format("the calibration has {} layers and the event more: it was made "
                                 "for another readout",
                                 layers));
}
} // namespace

double DrawCalibration::temperature(std::size_t layer, double lrEnergyMeV) const {
    if (layer >= m_layers)
        refuse(m_layers);
    const std::size_t bin = CalibrationBins::indexOf(layer, CalibrationBins::rangeOf(lrEnergyMeV));
    double factor = 1;
    for (const CellTemperatures& stage : m_cells)
        factor *= stage.factors()[bin];
    return factor;
}

Prediction DrawCalibration::apply(const Event& event, const Prediction& prediction) const {
    const auto& layer = event.hr().layer;
    if (std::any_of(layer.begin(), layer.end(), [this](auto l) { return l >= m_layers; }))
        refuse(m_layers);
    CalibrationEvent calibrated;
    calibrated.blocks = LrBlocks(event);
    calibrated.bins = CalibrationBins::of(event, calibrated.blocks);
    calibrated.draws = prediction;
    for (const CellTemperatures& stage : m_cells)
        stage.apply(calibrated);
    for (const HitEnergies& stage : m_hitEnergies)
        stage.apply(calibrated);
    m_contrast.apply(calibrated);
    m_event.apply(calibrated.draws);
    return std::move(calibrated.draws);
}

} // namespace calolens
