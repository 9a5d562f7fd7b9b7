// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/recorded/ForwardShape.h"

#include <algorithm>
#include <bit>

namespace calolens {

namespace {
/// n rounded up to eight numbers per octave, or to a multiple of `least` where that is coarser.
std::int64_t roundedUp(std::int64_t n, std::int64_t least) {
    const auto octave = static_cast<std::int64_t>(
        std::bit_floor(static_cast<std::uint64_t>(n - 1 > 0 ? n - 1 : 1)));
    const std::int64_t step = std::max(least, octave / 8);
    return (n + step - 1) / step * step;
}
} // namespace

ForwardShape bucketOf(ForwardShape shape) {
    return {roundedUp(shape.items, 1), roundedUp(shape.tokens, 8)};
}

} // namespace calolens
