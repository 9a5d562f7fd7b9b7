// SPDX-License-Identifier: GPL-3.0-or-later
#include "WorkPart.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <charconv>

namespace calolens::cli {

WorkPart parseWorkPart(const std::string& text) {
    WorkPart part;
    if (text.empty())
        return part;
    const char* const last = text.data() + text.size();
    const auto number = std::from_chars(text.data(), last, part.number);
    bool good = number.ec == std::errc{} && number.ptr != last && *number.ptr == '/';
    if (good) {
        const auto of = std::from_chars(number.ptr + 1, last, part.of);
        good = of.ec == std::errc{} && of.ptr == last && part.number >= 1 && part.number <= part.of;
    }
    if (!good)
        throw UsageError(fmt::format("'{}' is no part: expected K/N with K from 1 to N, for "
                                     "example 3/20",
                                     text));
    return part;
}

} // namespace calolens::cli
