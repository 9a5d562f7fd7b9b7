// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"

#include <string>

namespace calolens {

/// The report as JSON (docs/checks.md), indented, ending in a newline. What is not known or not
/// finite is null. @param withMaps whether the numbers per cell are wanted
[[nodiscard]] std::string checkJson(const EventCheckReport& report, bool withMaps);
[[nodiscard]] std::string checkJson(const FileCheckReport& report);

} // namespace calolens
