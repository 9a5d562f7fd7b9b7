// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error/Error.h"

#include <string>

namespace calolens::hdf5 {

/// What the library's error stack says about the failure that has just happened, in plain words
/// where they are known ("the disk is full"). Call under the Lock that covered the failing call.
[[nodiscard]] std::string libraryMessage();

/// Throws FileError: `what` failed, and why according to the library.
[[noreturn]] void fail(FilePlace place, const std::string& what);

} // namespace calolens::hdf5
