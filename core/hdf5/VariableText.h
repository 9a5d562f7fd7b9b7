// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace calolens::hdf5 {

/// Reads an attribute of variable-length text without the library's own code for it, which trusts
/// lengths and indices from the file and in HDF5 1.10 reads and writes beyond its buffers, or never
/// returns, when they are damaged. Call under a Lock.
/// @param attribute  identifier of the open attribute
/// @param maxBytes   most bytes that all values together may have
/// @throws FileError if the text cannot be found or claims to be longer
[[nodiscard]] std::vector<std::string> readVariableTexts(std::int64_t attribute, std::size_t count,
                                                         std::size_t maxBytes,
                                                         const FilePlace& place,
                                                         const std::string& name);

} // namespace calolens::hdf5
