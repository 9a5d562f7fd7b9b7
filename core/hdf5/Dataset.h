// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error/Error.h"
#include "hdf5/Handle.h"
#include "hdf5/Types.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace calolens::hdf5 {

/// Extents of a dataset or of a block of it, slowest index first; at most two dimensions for
/// reading and writing blocks.
using Shape = std::vector<std::int64_t>;

/// How a new dataset is stored. Chunks are shuffled, deflated and checksummed (Fletcher-32).
struct DatasetLayout {
    Shape shape;                  ///< extent at creation
    Shape chunk;                  ///< empty: stored in one piece, without compression or checksum
    bool unlimited = false;       ///< whether the first dimension may grow
    std::optional<double> fill{}; ///< value of what has not been written; zero by default
};

/// An open dataset of integers or real numbers.
///
/// Reading converts between number types of one kind, and refuses a value that does not fit.
/// All functions throw FileError naming file, dataset and, if given, event.
class Dataset {
public:
    Dataset() = default;
    /// Made by File; place names the file and the dataset.
    Dataset(Handle handle, FilePlace place);

    [[nodiscard]] const std::string& name() const noexcept { return m_place.dataset; }
    [[nodiscard]] const Shape& shape() const noexcept { return m_shape; }
    [[nodiscard]] NumberKind kind() const noexcept { return m_kind; }
    /// Number of values, all dimensions together.
    [[nodiscard]] std::int64_t size() const noexcept;

    /// Values [first, first + out.size()) of a one-dimensional dataset.
    template<class T>
    void read(std::int64_t first, std::span<T> out, std::optional<std::int64_t> event = {}) const;
    /// Block of a two-dimensional dataset: all rows, columns [first, first + columns); out holds
    /// [rows x columns].
    template<class T>
    void readColumns(std::int64_t first, std::int64_t columns, std::span<T> out,
                     std::optional<std::int64_t> event = {}) const;
    /// All values. @throws FileError if there are more than `limit`
    template<class T>
    [[nodiscard]] std::vector<T> readAll(std::int64_t limit) const;

    /// Values [first, first + values.size()) of a one-dimensional dataset, which grows as needed.
    template<class T>
    void write(std::int64_t first, std::span<const T> values);
    template<class T>
    void writeColumns(std::int64_t first, std::int64_t columns, std::span<const T> values);
    /// Overwrites the whole dataset.
    template<class T>
    void writeAll(std::span<const T> values);

private:
    [[nodiscard]] FilePlace place(std::optional<std::int64_t> event = {}) const;
    void readBlock(const Shape& start, const Shape& count, std::int64_t memoryType,
                   NumberKind memoryKind, void* out, std::optional<std::int64_t> event) const;
    void writeBlock(const Shape& start, const Shape& count, std::int64_t memoryType,
                    const void* values);

    Handle m_handle;
    FilePlace m_place;
    Shape m_shape;
    NumberKind m_kind = NumberKind::Other;
};

} // namespace calolens::hdf5
