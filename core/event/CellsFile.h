// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <filesystem>

namespace calolens {

/// Writes the cells of a comparison, one row per HR cell, as .csv (CellsCsv.h), .json or .h5
/// (docs/file-format.md), whole or not at all; with where the numbers come from.
/// @throws UsageError for another suffix, FileError
void writeCells(const EventComparison& comparison, const std::filesystem::path& path);

} // namespace calolens
