// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace calolens {

/// Path of a file that stands beside a model: models/a.calomodel and ".inputs.json" give
/// models/a.inputs.json. It need not exist.
[[nodiscard]] std::filesystem::path companionPath(const std::filesystem::path& model,
                                                  const char* ending);

/// The same if the file exists; nullopt otherwise, and for a model that is not known (no path).
[[nodiscard]] std::optional<std::filesystem::path> findCompanion(const std::filesystem::path& model,
                                                                 const char* ending);

/// All of a companion file's text. @throws FileError if it cannot be opened
[[nodiscard]] std::string readCompanion(const std::filesystem::path& path);

} // namespace calolens
