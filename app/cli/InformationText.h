// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/information/FileInformation.h"

#include <string>

namespace calolens::cli {

/// Where the bits of an event's picture come from, to be read by people; of several events their
/// means and a line for each.
[[nodiscard]] std::string informationText(const FileInformation& information);

} // namespace calolens::cli
