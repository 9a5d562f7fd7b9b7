// SPDX-License-Identifier: GPL-3.0-or-later
#include "EventRange.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <charconv>

namespace calolens::cli {

namespace {
std::int64_t parseNumber(std::string_view part, const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size())
        throw UsageError(fmt::format("'{}' is no range of events: expected A:B, for example "
                                     "100:200, or -50: for the last fifty",
                                     text));
    return value;
}
} // namespace

EventRange parseEventRange(const std::string& text, std::int64_t size) {
    EventRange range{0, size};
    if (!text.empty()) {
        const auto colon = text.find(':');
        const std::string_view view = text;
        const auto left = view.substr(0, colon);
        if (!left.empty() || colon == std::string::npos)
            range.first = parseNumber(left, text);
        if (colon == std::string::npos)
            range.last = range.first == -1 ? size : range.first + 1; // "7": that event alone
        else if (const auto right = view.substr(colon + 1); !right.empty())
            range.last = parseNumber(right, text);
    }
    const EventRange given = range;
    for (std::int64_t* bound : {&range.first, &range.last})
        if (*bound < 0 && *bound >= -size)
            *bound += size;
    if (range.first < 0 || range.last > size || range.first > range.last)
        throw UsageError(fmt::format("events {}:{} were asked for, but there are events 0 to {}",
                                     given.first, given.last, size - 1));
    return range;
}

} // namespace calolens::cli
