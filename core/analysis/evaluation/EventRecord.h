// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Binning.h"
#include "analysis/observables/EventObservables.h"
#include "event/Prediction.h"

#include <cstdint>
#include <vector>

namespace calolens {

/// What an evaluation keeps of one picture of an event.
struct PictureRecord {
    double energy = 0;               ///< MeV, sum of all cells
    std::int64_t cells = 0;          ///< number of cells
    std::int64_t zeros = 0;          ///< cells with zero energy or less
    std::vector<float> observables;  ///< as EventObservables::compute
    std::vector<float> spectrum;     ///< cells per bin of cellEnergyBins()
    std::vector<std::uint8_t> pairs; ///< per close pair of particles: whether it shows two maxima
};

/// What an evaluation keeps of one event: observables, no cells.
struct EventRecord {
    std::int64_t number = 0;   ///< in its file
    double incidentEnergy = 0; ///< MeV, of all true particles; 0 if none is known
    PictureRecord truth, lr;
    std::vector<PictureRecord> draws;
    PictureRecord mean; ///< of the mean of all draws, cell by cell
};

/// Bins of the cell-energy spectrum, MeV: five per decade from 1 MeV to 1 TeV; cells below (not
/// zero) and above count in a bin of their own at either end of PictureRecord::spectrum.
[[nodiscard]] Binning cellEnergyBins();

/// Computes the records of a readout's events.
class EventRecorder {
public:
    explicit EventRecorder(const Readout& readout);
    [[nodiscard]] const EventObservables& observables() const noexcept { return m_observables; }
    /// @param prediction all draws of the event, complete
    /// @throws UsageError if the event has no truth or the prediction another number of cells
    [[nodiscard]] EventRecord record(const Event& event, const Prediction& prediction) const;

private:
    EventObservables m_observables;
    Binning m_cellEnergies;
    int m_maximaLayer = 0;
};

} // namespace calolens
