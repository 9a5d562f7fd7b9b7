// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace calolens::cli {

/// Events first to last - 1 of a file.
struct EventRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// Help text of the option --events.
inline constexpr const char* eventRangeHelp =
    "events A to B-1; either may be left out, negative numbers count from the end";

/// Reads "A:B" as Python does, "" being all events.
/// @param size  number of events of the file
/// @throws UsageError if that is no range, or reaches beyond the file
[[nodiscard]] EventRange parseEventRange(const std::string& text, std::int64_t size);

} // namespace calolens::cli
