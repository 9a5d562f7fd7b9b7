// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace calolens {

/// The demo events that come with the program: beside an installed program, else in the source
/// tree it was built from. Empty if neither is there.
[[nodiscard]] QString demoEventsPath();

} // namespace calolens
