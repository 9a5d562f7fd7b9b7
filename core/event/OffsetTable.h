// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hdf5/File.h"

#include <cstdint>
#include <string>
#include <vector>

namespace calolens {

/// Rows [first, first + count) of a table's columns.
struct RowRange {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Where each event's rows lie: an offsets dataset of N + 1 entries. Reads blocks of it when asked,
/// and checks what it hands out. Use under a hdf5::Lock.
class OffsetTable {
public:
    OffsetTable() = default;
    /// Checks shape, type, first and last entry.
    /// @param rows     length of the columns that the offsets point into
    /// @param rowName  what a row is, for messages ("cells")
    /// @throws FileError
    OffsetTable(const hdf5::File& file, const std::string& name, std::int64_t rows,
                std::string rowName);

    /// Number of events.
    [[nodiscard]] std::int64_t size() const noexcept { return m_size; }
    [[nodiscard]] std::int64_t rows() const noexcept { return m_rows; }
    [[nodiscard]] const std::string& name() const noexcept { return m_dataset.name(); }
    /// @throws FileError if the event's offsets go backwards or out of the columns, or claim more
    /// rows than an event can have
    [[nodiscard]] RowRange range(std::int64_t event) const;

private:
    std::string m_path;
    hdf5::Dataset m_dataset;
    std::int64_t m_size = 0;
    std::int64_t m_rows = 0;
    std::string m_rowName;
    mutable std::int64_t m_blockStart = 0;
    mutable std::vector<std::int64_t> m_block; ///< entries from m_blockStart on
};

/// Opens a one-dimensional dataset of the given kind. @throws FileError saying what it is instead
[[nodiscard]] hdf5::Dataset openColumn(const hdf5::File& file, const std::string& name,
                                       hdf5::NumberKind kind);
/// The same, of the given length.
[[nodiscard]] hdf5::Dataset openColumn(const hdf5::File& file, const std::string& name,
                                       hdf5::NumberKind kind, std::int64_t length);

} // namespace calolens
