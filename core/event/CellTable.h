// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"
#include "event/OffsetTable.h"

#include <optional>
#include <string>

namespace calolens {

/// Names of the datasets of a table of cells; an empty name means that there is none.
struct CellNames {
    std::string offsets, layer, ieta, iphi, energy;
};

/// Which energies a cell may have.
enum class EnergyRule {
    Finite,     ///< measured, noise may make it negative
    NotNegative ///< true
};

/// The rule in words: "a finite energy of 0 or more".
[[nodiscard]] const char* describe(EnergyRule rule) noexcept;

/// The cells of all events at one level of an open file. Use under a hdf5::Lock.
class CellTable {
public:
    CellTable() = default;
    /// @throws FileError
    CellTable(const hdf5::File& file, const CellNames& names, EnergyRule rule);

    [[nodiscard]] const OffsetTable& offsets() const noexcept { return m_offsets; }
    [[nodiscard]] bool hasEnergy() const noexcept { return m_energy.has_value(); }
    /// Number of cells of all events.
    [[nodiscard]] std::int64_t rows() const noexcept { return m_offsets.rows(); }
    /// Cells of one event; parent stays empty.
    /// @throws FileError naming dataset and event if a cell lies outside the grid or an energy
    /// breaks the rule
    [[nodiscard]] CellSet read(std::int64_t event, const Granularity& granularity) const;

private:
    void readIds(std::int64_t event, RowRange rows, const Granularity& granularity,
                 CellSet& cells) const;
    void readEnergy(std::int64_t event, RowRange rows, CellSet& cells) const;

    std::string m_path;
    hdf5::Dataset m_layer, m_ieta, m_iphi;
    std::optional<hdf5::Dataset> m_energy;
    EnergyRule m_rule = EnergyRule::Finite;
    OffsetTable m_offsets;
};

} // namespace calolens
