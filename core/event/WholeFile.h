// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace calolens {

/// Writes a file in one piece: to PATH.part first, then renamed, so that PATH holds the old content
/// or the whole new one and never a part. PATH.part is removed on failure.
/// @throws FileError if the folder is missing or not writable, or the disk is full
void writeWholeFile(const std::filesystem::path& path, std::string_view bytes);

} // namespace calolens
