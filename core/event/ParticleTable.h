// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/OffsetTable.h"

#include <string>
#include <vector>

namespace calolens {

/// Names of the datasets of a table of particles.
struct ParticleNames {
    std::string offsets, pdg, energy, eta, phi;
};

/// The true particles of all events of an open file. Use under a hdf5::Lock.
class ParticleTable {
public:
    ParticleTable() = default;
    /// @throws FileError
    ParticleTable(const hdf5::File& file, const ParticleNames& names);

    [[nodiscard]] const OffsetTable& offsets() const noexcept { return m_offsets; }
    /// @throws FileError naming dataset and event if a value is not finite or an energy negative
    [[nodiscard]] std::vector<Particle> read(std::int64_t event) const;

private:
    std::string m_path;
    hdf5::Dataset m_pdg, m_energy, m_eta, m_phi;
    OffsetTable m_offsets;
};

} // namespace calolens
