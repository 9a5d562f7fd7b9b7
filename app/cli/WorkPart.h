// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace calolens::cli {

/// One of several jobs that share work without knowing of each other: every N-th block.
struct WorkPart {
    int number = 0; ///< from 1; 0: all the work
    int of = 1;

    [[nodiscard]] std::int64_t blocks(std::int64_t all) const {
        return number == 0 ? all : (all - number + of) / of;
    }
    [[nodiscard]] std::int64_t block(std::int64_t index) const {
        return number == 0 ? index : number - 1 + index * of;
    }
};

/// Reads "K/N", K from 1 to N; "" is all the work. @throws UsageError
[[nodiscard]] WorkPart parseWorkPart(const std::string& text);

} // namespace calolens::cli
