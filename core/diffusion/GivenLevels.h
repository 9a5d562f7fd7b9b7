// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace calolens {

/// The name of a schedule whose levels are given one by one, without the last 0:
/// "levels:40,3.1,0.2,0.005", six digits each. It stands for itself: whoever has the name has the
/// levels. noiseSchedule() knows it, and throws UsageError if the levels are not as many as steps,
/// do not decrease, or leave the range.
[[nodiscard]] std::string levelsName(std::span<const double> levels);
/// Whether it is such a name.
[[nodiscard]] bool isLevelsName(std::string_view schedule) noexcept;
/// The schedule's name, or "given levels": for lines of text that have no room for the list.
[[nodiscard]] std::string scheduleLabel(std::string_view schedule);

} // namespace calolens
