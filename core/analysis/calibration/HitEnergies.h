// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/CalibrationEvent.h"

#include <cstdint>
#include <span>
#include <vector>

namespace calolens {

/// Brings the energies of a draw's hits, the cells that hold any, to the distribution that they
/// have in truth: per layer and range of measured energy (CalibrationBins) a monotonic map,
/// quantile to quantile. If draws have more hits than truth, the faintest ones become empty.
///
/// It works on each draw alone. Each LR cell keeps its sum and, if it had any, some hit.
class HitEnergies {
public:
    /// The map of one bin; without nodes hits stay as they are.
    struct Curve {
        double cutMeV = 0;             ///< fainter hits become empty
        std::vector<double> logEnergy; ///< nodes, ln(E / MeV) of a hit that was drawn, ascending
        std::vector<double> shift;     ///< to be added at the nodes; linear between, level beyond
    };
    /// Neighbouring ranges of measured energy are joined until they hold so many hits of truth.
    static constexpr std::int64_t joinedHits = 1500;
    /// Hits of truth below which a layer's rest stays as it is.
    static constexpr std::int64_t fewestHits = 200;

    HitEnergies() = default;
    /// @param curves one per bin, layers x CalibrationBins::ranges
    explicit HitEnergies(std::vector<Curve> curves)
        : m_curves(std::move(curves)) {}
    /// @param layers of the readout
    [[nodiscard]] static HitEnergies fitted(std::span<const CalibrationEvent> events,
                                            std::size_t layers);

    [[nodiscard]] const std::vector<Curve>& curves() const noexcept { return m_curves; }
    /// Maps all draws. The bins must be those of as many layers.
    void apply(CalibrationEvent& event) const;

private:
    std::vector<Curve> m_curves;
};

} // namespace calolens
