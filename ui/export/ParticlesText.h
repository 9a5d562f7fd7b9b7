// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <QString>

namespace calolens {

/// The true particles of an event in one line: "electron of 50.00 GeV at eta = 0.1000, phi =
/// 3.1416"; shorter for several.
[[nodiscard]] QString particlesText(const Event& event);

} // namespace calolens
