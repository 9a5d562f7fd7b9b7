// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace calolens::cli {

/// Makes Ctrl-C and SIGTERM ask instead of kill: long jobs look at interrupted() after each event,
/// finish the event in hand, leave a valid file and return. A second Ctrl-C kills.
void catchInterrupts();
[[nodiscard]] bool interrupted() noexcept;

} // namespace calolens::cli
