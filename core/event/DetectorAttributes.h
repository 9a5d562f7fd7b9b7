// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detector/Granularity.h"
#include "hdf5/File.h"

#include <string>

namespace calolens {

/// Reads the detector from the root attributes of an event or deposits file.
///
/// What other programs may leave out has a default: the name, the kinds of the layers (from their
/// names) and the noise (that of COCOA's layer of the same name, else 0).
/// @throws FileError if something else is missing or makes no sense
[[nodiscard]] Detector readDetector(const hdf5::File& file);
void writeDetector(hdf5::File& file, const Detector& detector);

/// Reads the grids from the attributes n_eta and n_phi of a group.
/// @param layers  how many layers the detector has; there may be fewer grids, but not more
/// @throws FileError
[[nodiscard]] Granularity readGranularity(const hdf5::File& file, const std::string& group,
                                          int layers);
void writeGranularity(hdf5::File& file, const std::string& group, const Granularity& granularity);

/// Checks the root attributes `format` and `version`. @throws FileError saying what the file is
void checkFormat(const hdf5::File& file, const std::string& format, std::int64_t version,
                 const std::string& description);

} // namespace calolens
