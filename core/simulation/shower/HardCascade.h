// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"
#include "simulation/shower/ShowerParameters.h"

#include <functional>

namespace calolens {

/// What a sub-shower's energy is: left by a hard electron on its way, by the first electrons of a
/// sub-shower, or carried on by its photons.
enum class SubShowerPart { Ionisation, Early, Carried };

/// A part of a shower that is made by a particle of low energy.
struct SubShower {
    double start = 0;  ///< where it begins, radiation lengths
    double energy = 0; ///< MeV
    SubShowerPart part = SubShowerPart::Early;
    double carried = 0; ///< Carried: how far from the start, radiation lengths
};

/// The first generations of a shower, particle by particle: bremsstrahlung and pair production of
/// complete screening (B. Rossi, High-Energy Particles, 1952, sections 2.11 and 2.19), along one
/// line, with the suppression of soft photons from highly energetic electrons. What falls below the
/// cut is left to parametrised sub-showers. The fluctuations from shower to shower come from here.
class HardCascade {
public:
    using Sink = std::function<void(const SubShower&)>;

    explicit HardCascade(const ShowerParameters& parameters);

    /// Appends the sub-showers of an electron or positron. @param energy MeV
    /// @param depth where it begins, radiation lengths
    void addElectron(double energy, double depth, RandomStream& random, const Sink& sink) const;
    /// Appends the sub-showers of a photon.
    void addPhoton(double energy, double depth, RandomStream& random, const Sink& sink) const;

private:
    /// Ends a particle below the cut.
    void end(double energy, double particle, double depth, RandomStream& random,
             const Sink& sink) const;
    /// Radiation lengths to the conversion of a photon.
    [[nodiscard]] double drawConversion(double energy, RandomStream& random) const;

    double m_cut, m_photonCut, m_softParticle, m_ionisation, m_conversionLength, m_conversionLow;
    double m_suppressionEnergy;
    double m_earlyShare, m_carriedOffset, m_carriedSlope, m_carriedLength, m_carriedPortion,
        m_criticalEnergy;
};

} // namespace calolens
