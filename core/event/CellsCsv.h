// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <filesystem>
#include <string>

namespace calolens {

/// The cells of a comparison as comma-separated values (RFC 4180, lines end with CR LF) after
/// comment lines that begin with '#' and say where the numbers come from. One row per HR cell:
/// layer, ieta, iphi, eta, phi (rad, cell centre), index and energy of the LR cell that holds it,
/// predicted and true energy (MeV; empty where unknown). Numbers are written with a decimal point
/// and read back to the same value, whatever the locale.
[[nodiscard]] std::string cellsCsv(const EventComparison& comparison);

/// Writes cellsCsv() as one whole file. @throws FileError
void writeCellsCsv(const EventComparison& comparison, const std::filesystem::path& path);

} // namespace calolens
