// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace calolens {

/// The text of a file of the folder shaders/, built into the program as a Qt resource.
/// @throws Error if there is none of that name
[[nodiscard]] std::string shaderSource(const char* fileName);

} // namespace calolens
