// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error/Error.h"

#include <cstdint>

namespace calolens::hdf5 {

/// Checks the attributes in an object's header before the library looks at them, which HDF5 1.10
/// does without asking whether an attribute's values fit into the space that its message has.
///
/// Headers of the old container only: those of the new one have a checksum. Call under a Lock.
/// @param object  identifier of the open group or dataset
/// @throws FileError if an attribute claims more bytes than there are
void checkHeader(std::int64_t object, const FilePlace& place);

} // namespace calolens::hdf5
