// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/OffsetTable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace calolens {

namespace {
constexpr std::int64_t blockEntries = 4096;
constexpr std::int64_t maxRowsPerEvent = std::int64_t{1} << 22;
/// Deflate cannot shrink data by more than about 1032.
constexpr std::int64_t bestCompression = 1100;
} // namespace

hdf5::Dataset openColumn(const hdf5::File& file, const std::string& name, hdf5::NumberKind kind) {
    hdf5::Dataset dataset = file.dataset(name);
    const FilePlace place{file.path().string(), name, {}};
    if (dataset.shape().size() != 1)
        throw FileError(place,
                        fmt::format("has {} dimensions, expected 1", dataset.shape().size()));
    if (dataset.kind() != kind)
        throw FileError(place, kind == hdf5::NumberKind::Integer
                                   ? "holds something else than integers"
                                   : "holds something else than 32 or 64 bit real numbers");
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file.path()));
    if (dataset.size() / bestCompression > bytes)
        throw FileError(place, fmt::format("declares {} values, more than a file of {} bytes can "
                                           "hold",
                                           dataset.size(), bytes));
    return dataset;
}

hdf5::Dataset openColumn(const hdf5::File& file, const std::string& name, hdf5::NumberKind kind,
                         std::int64_t length) {
    hdf5::Dataset dataset = openColumn(file, name, kind);
    if (dataset.size() != length)
        throw FileError({file.path().string(), name, {}},
                        fmt::format("holds {} values, expected {} as in its sister datasets",
                                    dataset.size(), length));
    return dataset;
}

OffsetTable::OffsetTable(const hdf5::File& file, const std::string& name, std::int64_t rows,
                         std::string rowName)
    : m_path(file.path().string())
    , m_dataset(openColumn(file, name, hdf5::NumberKind::Integer))
    , m_size(m_dataset.size() - 1)
    , m_rows(rows)
    , m_rowName(std::move(rowName)) {
    const FilePlace place{m_path, name, {}};
    if (m_size < 0)
        throw FileError(place, "is empty, expected one entry more than there are events");
    std::array<std::int64_t, 1> entry{};
    m_dataset.read<std::int64_t>(0, entry);
    if (entry[0] != 0)
        throw FileError(place, fmt::format("starts at {}, expected 0", entry[0]));
    m_dataset.read<std::int64_t>(m_size, entry);
    if (entry[0] != m_rows)
        throw FileError(place, fmt::format("ends at {}, expected {}, the number of {}", entry[0],
                                           m_rows, m_rowName));
}

RowRange OffsetTable::range(std::int64_t event) const {
    const std::int64_t inBlock = event - m_blockStart;
    if (inBlock < 0 || inBlock + 1 >= std::ssize(m_block)) {
        const std::int64_t start = event - event % blockEntries;
        std::vector<std::int64_t> block(
            static_cast<std::size_t>(std::min(blockEntries + 1, m_size + 1 - start)));
        m_dataset.read<std::int64_t>(start, block, event);
        m_block = std::move(block);
        m_blockStart = start;
    }
    const auto index = static_cast<std::size_t>(event - m_blockStart);
    const std::int64_t first = m_block[index], last = m_block[index + 1];
    const FilePlace place{m_path, m_dataset.name(), event};
    if (first < 0 || last > m_rows)
        throw FileError(place, fmt::format("{} {} to {} lie outside of the {} that there are",
                                           m_rowName, first, last, m_rows));
    if (last < first)
        throw FileError(place, fmt::format("offsets go backwards, from {} to {}", first, last));
    if (last - first > maxRowsPerEvent)
        throw FileError(place, fmt::format("claims {} {}, more than the {} that an event may have",
                                           last - first, m_rowName, maxRowsPerEvent));
    return {first, last - first};
}

} // namespace calolens
