// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"

#include <filesystem>
#include <string>

/// Ways to damage a file, for tests that a reader stands them.
namespace calolens::mutation {

/// Damages the bytes of a file: flipped bits, random or zeroed blocks, swapped, repeated or missing
/// blocks, a cut end, absurd numbers where numbers may stand; with a liking for the structures of
/// HDF5.
void damageBytes(std::string& bytes, RandomStream& random);

/// Damages what an intact HDF5 file says: values, types, ranks, extents and names of its datasets
/// and attributes. Some of the results are still valid.
/// @returns what was done, for messages
std::string damageContent(const std::filesystem::path& path, RandomStream& random);

} // namespace calolens::mutation
