// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

namespace calolens {

/// Where models are looked for, first come first served: $CALOLENS_MODELS, the user's data folder,
/// beside the installed program, and the source tree that the program was built from. Not all need
/// exist.
[[nodiscard]] std::vector<std::filesystem::path> modelFolders();

} // namespace calolens
