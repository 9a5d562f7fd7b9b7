// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/Session.h"

#include <filesystem>

namespace calolens::cli {

/// Makes the figure or report that a session is of again, from the same events, and says on
/// standard output whether it is the same.
/// @param exported  the file that the session is from, for messages
/// @param events    the event file
/// @param output    where it is written to; empty: nowhere
/// @returns whether its numbers are the same but for rounding
/// @throws UsageError if it is a plot that cannot be made again by itself; what reading throws
[[nodiscard]] bool reproduceSample(const Session& session, const std::filesystem::path& exported,
                                   const std::filesystem::path& events,
                                   const std::filesystem::path& output);

/// @throws UsageError that says which command makes such a plot, if it cannot be made by itself
void requireSampleCanBeMadeAgain(const SessionSample& sample,
                                 const std::filesystem::path& exported);

} // namespace calolens::cli
