// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "random/RandomStream.h"
#include "simulation/shower/DepositGrid.h"
#include "simulation/shower/RadialProfile.h"
#include "simulation/shower/ShowerGeometry.h"
#include "simulation/shower/ShowerParameters.h"
#include "simulation/shower/SpotSpectrum.h"

#include <vector>

namespace calolens {

/// Parametrised electromagnetic showers after G. Grindhammer and S. Peters (hep-ex/0001020), made
/// of discrete spots of energy as COCOA's sampling emulation leaves them: each step of the
/// simulation is kept with a probability (the sampling fraction) and scaled by its inverse
/// (docs/fast-simulation.md). Const and free of state: threads may share one.
class ShowerSimulator {
public:
    /// @throws UsageError if a grid has no layer, or a layer no sampling fraction in (0, 1]
    ShowerSimulator(const Detector& detector, const Granularity& granularity,
                    const ShowerParameters& parameters = {});

    [[nodiscard]] const Detector& detector() const noexcept { return m_detector; }
    [[nodiscard]] const Granularity& granularity() const noexcept { return m_granularity; }

    /// The deposits of particles that leave the origin.
    /// @param number of the event, kept in it
    /// @param particles  electrons, positrons (|pdg| = 11) and photons (22)
    /// @throws UsageError for other particles, and for energies that are not positive
    [[nodiscard]] DepositEvent simulate(std::int64_t number, std::vector<Particle> particles,
                                        RandomStream& random, DepositGrid& grid) const;

private:
    /// The spots of one material.
    struct Material {
        SpotSpectrum tail;
        double samplingFraction, response, radialScale;
        double coreMean, coreKeep; ///< mean spot energy; see drawSpotCount
        double tailMean, tailKeep;
    };
    [[nodiscard]] Material material(LayerKind kind) const;
    [[nodiscard]] const Material& material(const DepthSlice& slice) const noexcept;
    void addElectron(double energy, double start, double scale, const RayCells& ray,
                     RandomStream& random, DepositGrid& grid) const;
    void addPhoton(double energy, double scale, const RayCells& ray, RandomStream& random,
                   DepositGrid& grid) const;
    void addAlbedo(const Particle& particle, const RayCells& ray, RandomStream& random,
                   DepositGrid& grid) const;

    Detector m_detector;
    Granularity m_granularity;
    ShowerParameters m_parameters;
    std::vector<DepthSlice> m_slices;
    Material m_ecal, m_hcal;
    CoreShape m_core;
    struct Direction {
        double cosine, sine;
    };
    std::vector<Direction> m_directions; ///< evenly around the axis
};

/// COCOA's calorimeter on a grid twice as fine as its default in eta and phi, on which deposits are
/// written.
[[nodiscard]] Granularity cocoaDepositGranularity();

} // namespace calolens
