// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"

namespace calolens {

/// All checks of the input, those that need neither draws nor truth, as one: the largest value over
/// the limit where its look begins.
[[nodiscard]] EventCheck inputTogetherCheck();

} // namespace calolens
