// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hdf5/File.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace calolens::hdf5 {

/// A one-dimensional dataset that is written from front to back, chunk by chunk.
template<class T>
class Column {
public:
    /// Creates the dataset. @param chunk  values per chunk, also the size of the buffer
    Column(File& file, const std::string& name, std::int64_t chunk)
        : m_dataset(file.createDataset<T>(name, {{0}, {chunk}, true, {}}))
        , m_chunk(static_cast<std::size_t>(chunk)) {
        m_buffer.reserve(m_chunk);
    }

    /// @throws FileError if a full chunk cannot be written
    void append(std::span<const T> values) {
        while (!values.empty()) {
            const auto part = values.first(std::min(values.size(), m_chunk - m_buffer.size()));
            m_buffer.insert(m_buffer.end(), part.begin(), part.end());
            values = values.subspan(part.size());
            if (m_buffer.size() == m_chunk)
                flush();
        }
    }
    void append(T value) { append(std::span<const T>(&value, 1)); }

    /// Writes what is buffered; to be called once after the last append. @throws FileError
    void flush() {
        m_dataset.write<T>(m_written, m_buffer);
        m_written += std::ssize(m_buffer);
        m_buffer.clear();
    }

    /// Number of values appended.
    [[nodiscard]] std::int64_t size() const noexcept { return m_written + std::ssize(m_buffer); }

private:
    Dataset m_dataset;
    std::size_t m_chunk;
    std::vector<T> m_buffer;
    std::int64_t m_written = 0;
};

} // namespace calolens::hdf5
