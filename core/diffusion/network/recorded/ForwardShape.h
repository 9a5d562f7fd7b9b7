// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace calolens {

/// Shape of a batch: so many items of so many tokens.
struct ForwardShape {
    std::int64_t items = 0, tokens = 0;
    auto operator<=>(const ForwardShape&) const = default;
};

/// The shape that a batch is padded to so that few different ones have to be recorded: each number
/// rounded up to the next of 1, 2, ..., 16, 18, ..., 32, 36, ..., 64, 72, ... (eight per octave),
/// which adds less than an eighth; tokens to a multiple of eight besides.
/// @param shape 1 or more of each
[[nodiscard]] ForwardShape bucketOf(ForwardShape shape);

} // namespace calolens
