// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/ShowerSimulator.h"

#include "error/Error.h"
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
constexpr double negligible = 1e-3;        // spots

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
    , m_photons(m_slices, parameters)
    , m_cascade(parameters)
    , m_profile(m_slices, parameters) {
    for (const RadialProfile& radial : m_ecal.radial)
        m_core.emplace_back(radial.corePower);
    for (const DepthSlice& slice : m_slices)
        if (slice.kind == LayerKind::Electromagnetic)
            m_ecalEnd = slice.pathHigh;
    m_hcalShare = m_hcal.response * m_ecal.tailMean / m_hcal.tailMean;
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
               0,
               0,
               0,
               0,
               {}};
    for (int age = 0; age < DepthProfile::ages; ++age)
        m.radial.push_back(
            RadialProfile::at(p, DepthProfile::middle(age), ecal ? 1 : p.hcalRadialScale));
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
    SubShowerStarts starts = m_profile.starts();
    DepthProfile::Energies energies;
    const auto collect = [&starts](const SubShower& shower) { starts.add(shower); };
    for (const Particle& particle : event.particles) {
        const RayCells ray(m_detector, m_granularity, particle.eta, particle.phi);
        starts.clear();
        if (particle.pdg == photon)
            m_cascade.addPhoton(particle.energy, 0, random, collect);
        else
            m_cascade.addElectron(particle.energy, 0, random, collect);
        m_profile.fill(starts, energies);
        addShower(energies, ray, random, grid);
        addAlbedo(particle, ray, random, grid);
        grid.endParticle();
    }
    grid.moveTo(event);
    return event;
}

void ShowerSimulator::addShower(const DepthProfile::Energies& energies, const RayCells& ray,
                                RandomStream& random, DepositGrid& grid) const {
    for (std::size_t i = 0; i < m_slices.size(); ++i)
        for (int age = 0; age < DepthProfile::ages; ++age)
            if (const double energy = energies[i][static_cast<std::size_t>(age)]; energy > 0) {
                const auto k = static_cast<std::size_t>(age);
                const Stretch stretch{m_slices[i], material(m_slices[i]).radial[k], m_core[k],
                                      energy};
                if (!m_slices[i].gap)
                    addCore(stretch, ray, random, grid);
                addPhotons(stretch, ray, random, grid);
            }
}

void ShowerSimulator::addCore(const Stretch& stretch, const RayCells& ray, RandomStream& random,
                              DepositGrid& grid) const {
    const auto& [slice, radial, shape, energy] = stretch;
    const Material& m = material(slice);
    const auto deposit = [&](double r, double spot) {
        const double path = slice.pathLow + random.uniform() * (slice.pathHigh - slice.pathLow);
        const auto [cosine, sine] = m_directions[random.below(directions)];
        if (const int cell = ray.cellAt(path, r * cosine, r * sine); cell >= 0)
            grid.add(cell, spot / m.samplingFraction);
    };
    const double fast = m_parameters.fastShare;
    int spots = drawSpotCount(energy * m.response * (1 - radial.photonFraction) / m.coreMean,
                              m.coreKeep, random);
    for (; spots > 0; --spots) {
        const double r = shape.draw(radial, random);
        const double u = random.uniform();
        // What is left of a number after a choice is as random as before.
        if (u >= fast) {
            deposit(r, m.tail.at((u - fast) / (1 - fast)));
        } else if (random.uniform() < std::exp(-r / radial.fastRange)) {
            deposit(r, -m_parameters.fastEnergy * std::log(u / fast));
        } else {
            // Too far out for a fast electron: ordinary spots of the same mean energy.
            int many = static_cast<int>(m_parameters.fastEnergy / m.tail.mean() + random.uniform());
            for (; many > 0; --many)
                deposit(r, m.tail.at(random.uniform()));
        }
    }
}

void ShowerSimulator::addPhotons(const Stretch& stretch, const RayCells& ray, RandomStream& random,
                                 DepositGrid& grid) const {
    const auto& [slice, radial, shape, energy] = stretch;
    const double companion = m_parameters.companionProbability;
    double along = 0, around = 0, path = 0;
    // They number as in the ECAL, whatever they are made and absorbed in.
    int photons =
        drawSpotCount(energy * radial.photonFraction / m_ecal.tailMean, m_ecal.tailKeep, random);
    for (; photons > 0; --photons) {
        const double choice = random.uniform() - companion;
        if (choice < 0) {
            along += m_parameters.companionDistance * random.normal();
            around += m_parameters.companionDistance * random.normal();
            path += m_parameters.companionDistance * random.normal();
        } else {
            const double made =
                slice.pathLow + choice / (1 - companion) * (slice.pathHigh - slice.pathLow);
            const auto absorbed = m_photons.draw(made, radial, random);
            const auto [cosine, sine] = m_directions[random.below(directions)];
            along = absorbed.radius * cosine;
            around = absorbed.radius * sine;
            path = absorbed.path;
        }
        const bool ecal = path < m_ecalEnd;
        if (!ecal && !(random.uniform() < m_hcalShare))
            continue;
        const Material& m = ecal ? m_ecal : m_hcal;
        if (const int cell = ray.cellAt(path, along, around); cell >= 0)
            grid.add(cell, m.tail.at(random.uniform()) / m.samplingFraction);
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
