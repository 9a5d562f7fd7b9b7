// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/CellTable.h"
#include "event/ParticleTable.h"
#include "hdf5/Column.h"

#include <optional>
#include <vector>

namespace calolens {

/// Writes the datasets that ParticleTable reads.
class ParticleTableWriter {
public:
    ParticleTableWriter(hdf5::File& file, const ParticleNames& names, std::int64_t offsetChunk,
                        std::int64_t chunk);
    /// The particles of one more event.
    void append(const std::vector<Particle>& particles);
    void flush();
    /// Number of events appended.
    [[nodiscard]] std::int64_t events() const noexcept { return m_offsets.size() - 1; }

private:
    hdf5::Column<std::int64_t> m_offsets;
    hdf5::Column<std::int32_t> m_pdg;
    hdf5::Column<float> m_energy, m_eta, m_phi;
};

/// Writes the datasets that CellTable reads.
class CellTableWriter {
public:
    CellTableWriter(hdf5::File& file, const CellNames& names, std::int64_t offsetChunk,
                    std::int64_t chunk);
    /// The cells of one more event.
    void append(const CellSet& cells);
    void flush();
    [[nodiscard]] std::int64_t events() const noexcept { return m_offsets.size() - 1; }

private:
    hdf5::Column<std::int64_t> m_offsets;
    hdf5::Column<std::uint8_t> m_layer;
    hdf5::Column<std::uint16_t> m_ieta, m_iphi;
    std::optional<hdf5::Column<float>> m_energy;
};

} // namespace calolens
