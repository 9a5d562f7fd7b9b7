// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/ModelFolders.h"

#include <cstdlib>

namespace calolens {

namespace fs = std::filesystem;

std::vector<fs::path> modelFolders() {
    std::vector<fs::path> folders;
    if (const char* own = std::getenv("CALOLENS_MODELS"))
        folders.emplace_back(own);
    if (const char* data = std::getenv("XDG_DATA_HOME"))
        folders.push_back(fs::path(data) / "calolens/models");
    else if (const char* home = std::getenv("HOME"))
        folders.push_back(fs::path(home) / ".local/share/calolens/models");
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    if (!program.empty())
        folders.push_back(program.parent_path().parent_path() / "share/calolens/models");
    folders.emplace_back(CALOLENS_SOURCE_MODELS);
    return folders;
}

} // namespace calolens
