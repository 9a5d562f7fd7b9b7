// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/EventRecord.h"

#include <cstdint>
#include <vector>

namespace calolens {

/// A random sample of limited size of events that come one by one. Each event has a random number
/// of its own, from the seed and its place in the file, and those with the smallest are kept: the
/// sample does not depend on the order in which events come, and all are kept while they fit.
class RecordSample {
public:
    RecordSample(std::size_t most, std::uint64_t seed);
    void add(EventRecord record);
    /// The sample in the order of the file; leaves this one empty.
    [[nodiscard]] std::vector<EventRecord> take();

private:
    struct Kept {
        std::uint64_t key;
        EventRecord record;
        bool operator<(const Kept& other) const { return key < other.key; }
    };
    std::size_t m_most;
    std::uint64_t m_seed;
    std::vector<Kept> m_kept; ///< a heap, the largest key in front
};

} // namespace calolens
