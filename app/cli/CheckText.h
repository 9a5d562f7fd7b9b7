// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"

#include <string>

namespace calolens::cli {

/// The checks of an event as a table to be read by people.
[[nodiscard]] std::string checkText(const EventCheckReport& report);
/// The checks of a file, what its events' checks found, and how well they forecast the true error.
[[nodiscard]] std::string checkText(const FileCheckReport& report);

} // namespace calolens::cli
