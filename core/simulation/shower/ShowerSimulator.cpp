// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/ShowerSimulator.h"

#include "error/Error.h"
#include "simulation/shower/LongitudinalProfile.h"
#include "simulation/shower/SpotCount.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {

namespace {
constexpr int photon = 22, electron = 11;
constexpr double referenceEnergy = 30e3;   // MeV
constexpr std::uint32_t directions = 4096; // around the axis
constexpr double negligible = 1e-6;        // of a shower's energy

double samplingFraction(const Detector& detector, LayerKind kind) {
    for (const Layer& layer : detector.layers)
        if (layer.kind == kind) {
            if (!(layer.samplingFraction > 0 && layer.samplingFraction <= 1))
                throw UsageError(fmt::format("layer {} has the sampling fraction {}, expected more "
                                             "than 0 and at most 1",
                                             layer.name, layer.samplingFraction));
            return layer.samplingFraction;
        }
    return 1;
}

void check(const Particle& particle) {
    if (particle.pdg != photon && std::abs(particle.pdg) != electron)
        throw UsageError(fmt::format("the fast simulation knows electrons and photons, not "
                                     "particles with PDG code {}",
                                     particle.pdg));
    if (!(particle.energy > 0))
        throw UsageError(fmt::format("a particle has an energy of {} MeV, expected more than 0",
                                     particle.energy));
}

/// Share of the energy of a pair that one electron takes: Bethe-Heitler with full screening.
double pairShare(RandomStream& random) noexcept {
    for (;;) {
        const double z = random.uniform();
        if (random.uniform() < 1 - 4.0 / 3 * z * (1 - z))
            return z;
    }
}

/// Kept steps number less variable than Poisson, as the energy that all steps leave is given: with
/// a fixed sum of energies, var(sum of kept) = (1 - p) / p sum e^2, and this is what a binomial
/// number of independent spots gives.
double keepProbability(double fraction, double mean, double meanSquare) noexcept {
    return std::clamp(fraction * meanSquare / (mean * mean), 1e-3, 0.9);
}
} // namespace

Granularity cocoaDepositGranularity() {
    return Granularity({{512, 512}, {512, 512}, {256, 256}, {128, 128}, {128, 128}, {64, 64}});
}

ShowerSimulator::ShowerSimulator(const Detector& detector, const Granularity& granularity,
                                 const ShowerParameters& parameters)
    : m_detector(detector)
    , m_granularity(granularity)
    , m_parameters(parameters)
    , m_slices(depthSlices(detector, parameters))
    , m_ecal(material(LayerKind::Electromagnetic))
    , m_hcal(material(LayerKind::Hadronic))
    , m_core(parameters.corePower) {
    for (std::uint32_t i = 0; i < directions; ++i) {
        const double angle = 2 * std::numbers::pi * (i + 0.5) / directions;
        m_directions.push_back({std::cos(angle), std::sin(angle)});
    }
    if (granularity.layerCount() == 0 || granularity.layerCount() > detector.layerCount())
        throw UsageError(fmt::format("the grid has {} layers, the detector {}",
                                     granularity.layerCount(), detector.layerCount()));
}

ShowerSimulator::Material ShowerSimulator::material(LayerKind kind) const {
    const ShowerParameters& p = m_parameters;
    const bool ecal = kind == LayerKind::Electromagnetic;
    Material m{SpotSpectrum(kind),
               samplingFraction(m_detector, kind),
               ecal ? 1 : p.hcalResponse,
               ecal ? 1 : p.hcalRadialScale,
               0,
               0,
               0,
               0};
    const double mean = m.tail.mean(), square = m.tail.meanSquare();
    const double coreMean = (1 - p.fastShare) * mean + p.fastShare * p.fastEnergy;
    const double coreSquare =
        (1 - p.fastShare) * square + p.fastShare * 2 * p.fastEnergy * p.fastEnergy;
    m.coreMean = coreMean / m.samplingFraction;
    m.tailMean = mean / m.samplingFraction;
    m.coreKeep = keepProbability(m.samplingFraction, coreMean, coreSquare);
    m.tailKeep = keepProbability(m.samplingFraction, mean, square);
    return m;
}

const ShowerSimulator::Material& ShowerSimulator::material(const DepthSlice& slice) const noexcept {
    return slice.kind == LayerKind::Electromagnetic ? m_ecal : m_hcal;
}

DepositEvent ShowerSimulator::simulate(std::int64_t number, std::vector<Particle> particles,
                                       RandomStream& random, DepositGrid& grid) const {
    DepositEvent event;
    event.number = number;
    event.particles = std::move(particles);
    for (const Particle& particle : event.particles)
        check(particle);
    for (const Particle& particle : event.particles) {
        const RayCells ray(m_detector, m_granularity, particle.eta, particle.phi);
        const double scale = std::exp(m_parameters.radialWidth * random.normal());
        if (particle.pdg == photon)
            addPhoton(particle.energy, scale, ray, random, grid);
        else
            addElectron(particle.energy, 0, scale, ray, random, grid);
        addAlbedo(particle, ray, random, grid);
        grid.endParticle();
    }
    grid.moveTo(event);
    return event;
}

void ShowerSimulator::addPhoton(double energy, double scale, const RayCells& ray,
                                RandomStream& random, DepositGrid& grid) const {
    const double start = -m_parameters.conversionLength * std::log(random.uniform());
    const double share = pairShare(random);
    addElectron(share * energy, start, scale, ray, random, grid);
    addElectron((1 - share) * energy, start, scale, ray, random, grid);
}

void ShowerSimulator::addElectron(double energy, double start, double scale, const RayCells& ray,
                                  RandomStream& random, DepositGrid& grid) const {
    const auto longitudinal = LongitudinalProfile::draw(m_parameters, energy, random);
    const double maximum = longitudinal.maximum();
    double before = 0, along = 0, around = 0, path = 0;
    for (const DepthSlice& slice : m_slices) {
        if (slice.tHigh <= start)
            continue;
        const double tLow = std::max(slice.tLow, start) - start, tHigh = slice.tHigh - start;
        const double after = longitudinal.before(tHigh);
        const Material& m = material(slice);
        const double sliceEnergy = energy * (after - before) * m.response;
        before = after;
        const auto radial = RadialProfile::at(m_parameters, energy, (tLow + tHigh) / 2, maximum,
                                              scale * m.radialScale);
        const double perLength = (slice.pathHigh - slice.pathLow) / (slice.tHigh - slice.tLow);
        const double pathLow = slice.pathLow + (tLow + start - slice.tLow) * perLength;
        const auto place = [&](double r, double depth) {
            const auto [cosine, sine] = m_directions[random.below(directions)];
            along = r * cosine;
            around = r * sine;
            path = pathLow + depth * (slice.pathHigh - pathLow);
        };
        const auto deposit = [&](double spot) {
            if (const int cell = ray.cellAt(path, along, around); cell >= 0)
                grid.add(cell, spot / m.samplingFraction);
        };
        for (const bool tail : {false, true}) {
            const double share = tail ? radial.tailFraction : 1 - radial.tailFraction;
            const int spots = drawSpotCount(sliceEnergy * share / (tail ? m.tailMean : m.coreMean),
                                            tail ? m.tailKeep : m.coreKeep, random);
            const double companion = tail ? m_parameters.companionProbability : 0;
            for (int i = 0; i < spots; ++i) {
                // What is left of a number after a choice is as random as before.
                const double choice = random.uniform() - companion;
                if (choice < 0) {
                    along += m_parameters.companionDistance * random.normal();
                    around += m_parameters.companionDistance * random.normal();
                    path += m_parameters.companionDistance * random.normal();
                    deposit(m.tail.at(random.uniform()));
                    continue;
                }
                const double r = tail ? radial.drawTail(random) : m_core.draw(radial, random);
                place(r, choice / (1 - companion));
                const double u = random.uniform();
                const double fast = tail ? 0 : m_parameters.fastShare;
                if (u >= fast) {
                    deposit(m.tail.at((u - fast) / (1 - fast)));
                } else if (random.uniform() < std::exp(-r / radial.fastRange)) {
                    deposit(-m_parameters.fastEnergy * std::log(u / fast));
                } else {
                    // Too far out for a fast electron: ordinary spots of the same mean energy.
                    int many = static_cast<int>(m_parameters.fastEnergy / m.tail.mean() +
                                                random.uniform());
                    for (; many > 0; --many) {
                        place(r, random.uniform());
                        deposit(m.tail.at(random.uniform()));
                    }
                }
            }
        }
        if (1 - after < negligible)
            break;
    }
}

void ShowerSimulator::addAlbedo(const Particle& particle, const RayCells& ray, RandomStream& random,
                                DepositGrid& grid) const {
    const double energy = particle.energy * m_parameters.albedo *
                          std::pow(particle.energy / referenceEnergy, m_parameters.albedoEnergy) *
                          std::pow(std::cosh(particle.eta), m_parameters.albedoEta);
    const int spots = drawSpotCount(energy / m_ecal.tailMean, m_ecal.tailKeep, random);
    for (int i = 0; i < spots; ++i) {
        // Lambert's law about the inward normal.
        const double sine = std::sqrt(random.uniform());
        const double angle = 2 * std::numbers::pi * random.uniform();
        const double depth = -m_parameters.albedoDepth * m_parameters.ecalRadiationLength *
                             std::log(random.uniform());
        const double spot = m_ecal.tail.at(random.uniform());
        const int cell = ray.cellAcross(std::sqrt(1 - sine * sine), sine * std::cos(angle),
                                        sine * std::sin(angle), depth);
        if (cell >= 0)
            grid.add(cell, spot / m_ecal.samplingFraction);
    }
}

} // namespace calolens
