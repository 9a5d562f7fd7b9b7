// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace calolens {

/// "1 draw", "16 draws".
[[nodiscard]] QString drawsText(int draws);
/// "mean of 16 draws"; of a single draw: "one draw".
[[nodiscard]] QString meanOfDrawsText(int draws);

} // namespace calolens
