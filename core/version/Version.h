// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace calolens {

/// The program's version, "0.1.0".
[[nodiscard]] std::string programVersion();

} // namespace calolens
