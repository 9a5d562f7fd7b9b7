// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/HardCascade.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
/// Share of the energy of a pair that one electron takes: Bethe-Heitler with full screening.
double pairShare(RandomStream& random) noexcept {
    for (;;) {
        const double z = random.uniform();
        if (random.uniform() < 1 - 4.0 / 3 * z * (1 - z))
            return z;
    }
}

/// Photons per radiation length that take more than `least` of an electron's energy: the integral
/// of (4/3 (1 - y) + y^2) / y.
double photonRate(double least) noexcept {
    return -4.0 / 3 * (std::log(least) + 1 - least) + (1 - least * least) / 2;
}

/// Share of an electron's energy that goes to photons of less than `most` of it, per radiation
/// length.
double softLoss(double most) noexcept {
    return most * (4.0 / 3 + most * (-2.0 / 3 + most / 3));
}

/// Suppression of photons of `photon` MeV by multiple scattering (Landau, Pomeranchuk, Migdal), as
/// in the review of the Particle Data Group. @param scale  energy of the effect, MeV
double suppression(double photon, double electron, double scale) noexcept {
    return std::sqrt(std::min(1.0, photon * scale / (electron * std::max(electron - photon, 1.0))));
}

/// The mean of it over the energy that goes to photons of less than `most` MeV.
double softSuppression(double most, double electron, double scale) noexcept {
    const double ratio = most * scale / (electron * electron);
    return ratio < 1 ? std::sqrt(ratio) * 2 / 3 : 1 - 1 / (3 * ratio);
}

/// Share of an electron's energy that a photon takes, more than `least`.
double photonShare(double least, RandomStream& random) noexcept {
    const double range = std::log(least);
    for (;;) {
        const double y = std::exp(range * random.uniform());
        if (random.uniform() < 1 - y + 0.75 * y * y)
            return y;
    }
}
} // namespace

HardCascade::HardCascade(const ShowerParameters& parameters)
    : m_cut(parameters.cascadeCut)
    , m_photonCut(parameters.cascadePhotonCut)
    , m_softParticle(parameters.cascadePhotonCut / 2)
    , m_ionisation(parameters.ionisation)
    , m_conversionLength(parameters.conversionLength)
    , m_conversionLow(parameters.conversionLow)
    , m_suppressionEnergy(parameters.suppressionEnergy)
    , m_earlyShare(parameters.earlyShare)
    , m_carriedOffset(parameters.carriedOffset)
    , m_carriedSlope(parameters.carriedSlope)
    , m_carriedLength(parameters.carriedLength)
    , m_carriedPortion(parameters.carriedPortion)
    , m_criticalEnergy(parameters.criticalEnergy) {
}

void HardCascade::end(double energy, double particle, double depth, RandomStream& random,
                      const Sink& sink) const {
    if (!(energy > 0))
        return;
    sink({depth, m_earlyShare * energy, SubShowerPart::Early, 0});
    const double least =
        std::max(0.0, m_carriedOffset + m_carriedSlope * std::log(particle / m_criticalEnergy));
    const double rest = (1 - m_earlyShare) * energy;
    const int portions = 1 + static_cast<int>(rest / m_carriedPortion);
    for (int i = 0; i < portions; ++i)
        sink({depth, rest / portions, SubShowerPart::Carried,
              least - m_carriedLength * std::log(random.uniform())});
}

double HardCascade::drawConversion(double energy, RandomStream& random) const {
    const double length =
        m_conversionLength * (1 + m_conversionLow * std::exp(-0.67 * std::log(energy / 100)));
    return -length * std::log(random.uniform());
}

void HardCascade::addElectron(double energy, double depth, RandomStream& random,
                              const Sink& sink) const {
    while (energy > m_cut) {
        const double least = m_photonCut / energy;
        const double step = -std::log(random.uniform()) / photonRate(least);
        const double ionisation = std::min(energy, m_ionisation * step);
        const double radiated = std::min(
            energy - ionisation, energy * softLoss(least) * step *
                                     softSuppression(m_photonCut, energy, m_suppressionEnergy));
        sink({depth + step * random.uniform(), ionisation, SubShowerPart::Ionisation, 0});
        end(radiated, m_softParticle,
            depth + step * random.uniform() + drawConversion(m_softParticle, random), random, sink);
        depth += step;
        energy -= ionisation + radiated;
        if (energy <= m_cut)
            break;
        const double photon = energy * photonShare(m_photonCut / energy, random);
        if (random.uniform() > suppression(photon, energy, m_suppressionEnergy))
            continue;
        addPhoton(photon, depth, random, sink);
        energy -= photon;
    }
    if (energy > 0)
        end(energy, energy, depth, random, sink);
}

void HardCascade::addPhoton(double energy, double depth, RandomStream& random,
                            const Sink& sink) const {
    depth += drawConversion(energy, random);
    if (energy <= m_cut) {
        end(energy, energy, depth, random, sink);
        return;
    }
    const double share = pairShare(random);
    addElectron(share * energy, depth, random, sink);
    addElectron((1 - share) * energy, depth, random, sink);
}

} // namespace calolens
