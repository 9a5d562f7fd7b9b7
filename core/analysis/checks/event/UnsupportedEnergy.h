// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/EventEvidence.h"

#include <vector>

namespace calolens {

/// Energy that all draws put into an HR cell and that its LR cell was not measured to hold: the
/// smaller of the cell's least energy over draws and A mean - y of its LR cell, MeV per HR cell; 0
/// where one of the two is not positive.
[[nodiscard]] std::vector<float> unsupportedEnergy(const EventEvidence& evidence);

} // namespace calolens
