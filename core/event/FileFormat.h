// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace calolens {

/// The kinds of files that CaloLens reads events from.
enum class FileFormat {
    Events,  ///< EventFile
    Deposits ///< DepositsFile
};

/// What a file says that it is (its root attribute `format`); its content is not checked.
/// @throws FileError if it is missing, not HDF5, or says something else
[[nodiscard]] FileFormat detectFormat(const std::filesystem::path& path);

} // namespace calolens
