// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Runs tasks that may crash, in child processes.
namespace calolens::fuzz {

/// A task that crashed, hung or threw.
struct Failure {
    std::int64_t number = 0;
    std::string text;       ///< signal or exception, and where
    bool inLibrary = false; ///< whether the innermost frame that is not the C library's is HDF5's
};

struct Report {
    std::int64_t done = 0;
    std::int64_t maxResidentBytes = 0; ///< of any child
    std::vector<Failure> failures;
    [[nodiscard]] std::int64_t inLibrary() const;
};

/// Runs task(first) to task(last - 1), many to a child; after a failure, a new child goes on with
/// the next one. A task that takes ten seconds of processor time counts as hanging.
[[nodiscard]] Report runInChildren(std::int64_t first, std::int64_t last,
                                   const std::function<void(std::int64_t)>& task);

} // namespace calolens::fuzz
