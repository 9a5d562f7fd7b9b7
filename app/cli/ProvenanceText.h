// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace calolens::cli {

/// The short facts of a file's provenance in one line:
/// "CaloLens 0.1.0, digitize, preset: cocoa-sr2, seed: 1, from electrons.h5". What is nested or
/// long is left to `info --json`.
/// @param provenance  as JSON; a text that is no object is taken as it is
[[nodiscard]] std::string provenanceText(const std::string& provenance);

} // namespace calolens::cli
