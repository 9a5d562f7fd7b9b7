// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/NormalSequence.h"

#include <algorithm>
#include <numbers>

namespace calolens {

double NormalSequence::at(std::uint32_t index) const noexcept {
    // A block of four words makes two pairs of normals, each of a radius and an angle.
    const auto block = m_stream.blockAt(index / 4);
    const std::size_t pair = index / 2 % 2;
    return RandomStream::boxMuller(block[2 * pair], block[2 * pair + 1])[index % 2];
}

std::vector<std::uint32_t> NormalSequence::candidatesAbove(double threshold,
                                                           std::uint32_t count) const {
    std::vector<std::uint32_t> candidates;
    // |z| <= radius = sqrt(-2 ln u), so that only pairs with u < exp(-threshold^2 / 2) count.
    const double limit =
        threshold > 0 ? std::exp(-0.5 * threshold * threshold) * 0x1p32 + 1.0 : 0x1p32;
    const auto largest = static_cast<std::uint32_t>(std::min(limit, 0x1p32 - 1));
    for (std::uint32_t first = 0; first < count; first += 4) {
        const auto block = m_stream.blockAt(first / 4);
        for (std::uint32_t pair = 0; pair < 2; ++pair)
            if (block[2 * pair] <= largest)
                for (std::uint32_t i = first + 2 * pair; i < first + 2 * pair + 2; ++i)
                    if (i < count)
                        candidates.push_back(i);
    }
    return candidates;
}

} // namespace calolens
