// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace calolens {

// What is wrong with the name of a sampler or of a noise schedule, in words that name the known
// ones; empty if there is such. For command lines.

[[nodiscard]] std::string complaintAboutSampler(std::string_view name);
[[nodiscard]] std::string complaintAboutSchedule(std::string_view name);

} // namespace calolens
