// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Detector.h"

#include <vector>

namespace calolens {

/// Energy that one step of the simulation leaves behind, in a shower's tail, before the sampling
/// emulation; MeV.
///
/// A mixture of sharp lines (photo-electric absorption leaves the binding energy of the shell) and
/// a continuum (Compton electrons, ends of tracks). Tabulated from cells that hold one step, far
/// from the axis of Geant4 showers.
class SpotSpectrum {
public:
    /// The spectrum in the ECAL's or the HCAL's material.
    explicit SpotSpectrum(LayerKind kind);

    /// The energy at a place in the mixture. @param u  uniform in (0, 1)
    [[nodiscard]] double at(double u) const noexcept;
    [[nodiscard]] double mean() const noexcept { return m_mean; }
    [[nodiscard]] double meanSquare() const noexcept { return m_meanSquare; }

private:
    struct Line {
        double cumulative, energy;
    };
    std::vector<Line> m_lines;
    std::vector<double> m_quantiles; ///< of the continuum, at even steps of probability
    double m_mean = 0, m_meanSquare = 0;
};

} // namespace calolens
