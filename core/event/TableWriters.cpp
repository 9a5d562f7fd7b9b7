// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/TableWriters.h"

namespace calolens {

ParticleTableWriter::ParticleTableWriter(hdf5::File& file, const ParticleNames& names,
                                         std::int64_t offsetChunk, std::int64_t chunk)
    : m_offsets(file, names.offsets, offsetChunk)
    , m_pdg(file, names.pdg, chunk)
    , m_energy(file, names.energy, chunk)
    , m_eta(file, names.eta, chunk)
    , m_phi(file, names.phi, chunk) {
    m_offsets.append(0);
}

void ParticleTableWriter::append(const std::vector<Particle>& particles) {
    for (const Particle& particle : particles) {
        m_pdg.append(particle.pdg);
        m_energy.append(particle.energy);
        m_eta.append(particle.eta);
        m_phi.append(particle.phi);
    }
    m_offsets.append(m_pdg.size());
}

void ParticleTableWriter::flush() {
    m_offsets.flush();
    m_pdg.flush();
    m_energy.flush();
    m_eta.flush();
    m_phi.flush();
}

CellTableWriter::CellTableWriter(hdf5::File& file, const CellNames& names, std::int64_t offsetChunk,
                                 std::int64_t chunk)
    : m_offsets(file, names.offsets, offsetChunk)
    , m_layer(file, names.layer, chunk)
    , m_ieta(file, names.ieta, chunk)
    , m_iphi(file, names.iphi, chunk) {
    if (!names.energy.empty())
        m_energy.emplace(file, names.energy, chunk);
    m_offsets.append(0);
}

void CellTableWriter::append(const CellSet& cells) {
    m_layer.append(cells.layer);
    m_ieta.append(cells.ieta);
    m_iphi.append(cells.iphi);
    if (m_energy)
        m_energy->append(cells.energy);
    m_offsets.append(m_layer.size());
}

void CellTableWriter::flush() {
    m_offsets.flush();
    m_layer.flush();
    m_ieta.flush();
    m_iphi.flush();
    if (m_energy)
        m_energy->flush();
}

} // namespace calolens
