// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"

#include <span>
#include <string_view>

namespace calolens {

/// Every check of an event, in the order in which they are shown. A panel or a program walks this
/// list and needs to know no check by name.
[[nodiscard]] std::span<const EventCheck> eventChecks();
/// Every check of a file, likewise.
[[nodiscard]] std::span<const FileCheckEntry> fileChecks();
/// @returns null if there is no check of an event with that id
[[nodiscard]] const EventCheck* findEventCheck(std::string_view id);

} // namespace calolens
