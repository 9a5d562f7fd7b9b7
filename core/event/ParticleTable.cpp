// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/ParticleTable.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

ParticleTable::ParticleTable(const hdf5::File& file, const ParticleNames& names)
    : m_path(file.path().string())
    , m_pdg(openColumn(file, names.pdg, hdf5::NumberKind::Integer))
    , m_energy(openColumn(file, names.energy, hdf5::NumberKind::Real, m_pdg.size()))
    , m_eta(openColumn(file, names.eta, hdf5::NumberKind::Real, m_pdg.size()))
    , m_phi(openColumn(file, names.phi, hdf5::NumberKind::Real, m_pdg.size()))
    , m_offsets(file, names.offsets, m_pdg.size(), "particles") {
}

std::vector<Particle> ParticleTable::read(std::int64_t event) const {
    const RowRange rows = m_offsets.range(event);
    const auto count = static_cast<std::size_t>(rows.count);
    std::vector<Particle> particles(count);
    std::vector<std::int32_t> pdg(count);
    m_pdg.read<std::int32_t>(rows.first, pdg, event);
    for (std::size_t i = 0; i < count; ++i)
        particles[i].pdg = pdg[i];

    std::vector<float> values(count);
    const auto readInto = [&](const hdf5::Dataset& dataset, float Particle::*member) {
        dataset.read<float>(rows.first, values, event);
        for (std::size_t i = 0; i < count; ++i) {
            if (!std::isfinite(values[i]))
                throw FileError(
                    {m_path, dataset.name(), event},
                    fmt::format("particle {} has {}, expected a finite number", i, values[i]));
            particles[i].*member = values[i];
        }
    };
    readInto(m_energy, &Particle::energy);
    readInto(m_eta, &Particle::eta);
    readInto(m_phi, &Particle::phi);
    for (std::size_t i = 0; i < count; ++i)
        if (particles[i].energy < 0)
            throw FileError(
                {m_path, m_energy.name(), event},
                fmt::format("particle {} has {} MeV, expected 0 or more", i, particles[i].energy));
    return particles;
}

} // namespace calolens
