// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"

#include <cmath>
#include <cstdint>
#include <vector>

namespace calolens {

/// The standard normals of a stream in any order, without those between: a detector has tens of
/// thousands of cells with noise, of which an event looks at a few hundred.
class NormalSequence {
public:
    explicit NormalSequence(const RandomStream& stream)
        : m_stream(stream) {}

    /// What call number `index` (from 0) of normal() gives on the stream as it was made.
    [[nodiscard]] double at(std::uint32_t index) const noexcept;

    /// The indices below `count` whose number may lie above `threshold`: all that do, and few that
    /// do not, in ascending order. Many times faster than looking at every number, since only the
    /// radius of the Box-Muller pair is looked at, and not computed.
    [[nodiscard]] std::vector<std::uint32_t> candidatesAbove(double threshold,
                                                             std::uint32_t count) const;

private:
    RandomStream m_stream;
};

} // namespace calolens
