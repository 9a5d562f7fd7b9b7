// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hdf5/Handle.h"

#include <cstdint>
#include <span>

namespace calolens::hdf5 {

/// The bytes of an open file, for the few things that the library cannot be trusted with.
class RawFile {
public:
    /// @param object  identifier of anything in the file
    explicit RawFile(std::int64_t object);
    /// Reads bytes at an HDF5 address. @returns false if they are not there
    [[nodiscard]] bool read(std::uint64_t address, std::span<unsigned char> out) const;

private:
    Handle m_file;
    int m_descriptor = -1;
    std::uint64_t m_start = 0; ///< of HDF5's addresses, behind a user block
};

/// The unsigned number that little-endian bytes stand for.
[[nodiscard]] std::uint64_t littleEndian(std::span<const unsigned char> bytes);

} // namespace calolens::hdf5
