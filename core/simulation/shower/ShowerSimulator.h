// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "random/RandomStream.h"
#include "simulation/shower/DepositGrid.h"
#include "simulation/shower/DepthProfile.h"
#include "simulation/shower/HardCascade.h"
#include "simulation/shower/RadialProfile.h"
#include "simulation/shower/ShowerGeometry.h"
#include "simulation/shower/ShowerParameters.h"
#include "simulation/shower/SoftPhotons.h"
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
        double samplingFraction, response;
        double coreMean, coreKeep; ///< mean spot energy; see drawSpotCount
        double tailMean, tailKeep;
        std::vector<RadialProfile> radial; ///< by age
    };
    [[nodiscard]] Material material(LayerKind kind) const;
    [[nodiscard]] const Material& material(const DepthSlice& slice) const noexcept;
    /// Energy of one age in one slice.
    struct Stretch {
        const DepthSlice& slice;
        const RadialProfile& radial;
        const CoreShape& shape;
        double energy; ///< MeV
    };
    void addShower(const DepthProfile::Energies& energies, const RayCells& ray,
                   RandomStream& random, DepositGrid& grid) const;
    void addCore(const Stretch& stretch, const RayCells& ray, RandomStream& random,
                 DepositGrid& grid) const;
    void addPhotons(const Stretch& stretch, const RayCells& ray, RandomStream& random,
                    DepositGrid& grid) const;
    void addAlbedo(const Particle& particle, const RayCells& ray, RandomStream& random,
                   DepositGrid& grid) const;

    Detector m_detector;
    Granularity m_granularity;
    ShowerParameters m_parameters;
    std::vector<DepthSlice> m_slices;
    Material m_ecal, m_hcal;
    SoftPhotons m_photons;
    std::vector<CoreShape> m_core; ///< by age
    HardCascade m_cascade;
    DepthProfile m_profile;
    double m_ecalEnd = 0;   ///< mm along a ray
    double m_hcalShare = 0; ///< spots in the HCAL for each in the ECAL, of the same soft photons
    struct Direction {
        double cosine, sine;
    };
    std::vector<Direction> m_directions; ///< evenly around the axis
};

/// COCOA's calorimeter on a grid twice as fine as its default in eta and phi, on which deposits are
/// written.
[[nodiscard]] Granularity cocoaDepositGranularity();

} // namespace calolens
