// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Exchange.h"

namespace calolens {

/// Energy that a draw puts where truth has none, mean over draws, MeV. Needs truth and two draws
/// (four to be judged).
[[nodiscard]] Exchange falseEnergy(const EventEvidence& evidence);
/// Energy that truth has where a draw puts none, mean over draws, MeV.
[[nodiscard]] Exchange missedEnergy(const EventEvidence& evidence);

} // namespace calolens
