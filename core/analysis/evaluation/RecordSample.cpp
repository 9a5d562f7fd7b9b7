// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/RecordSample.h"

#include "random/RandomStream.h"

#include <algorithm>

namespace calolens {

namespace {
constexpr std::uint32_t samplingStream = 3;
}

RecordSample::RecordSample(std::size_t most, std::uint64_t seed)
    : m_most(most)
    , m_seed(seed) {
}

void RecordSample::add(EventRecord record) {
    RandomStream random(m_seed, RandomPurpose::Initialisation,
                        static_cast<std::uint64_t>(record.number), samplingStream);
    const std::uint64_t high = random(), key = high << 32 | random();
    if (m_kept.size() == m_most) {
        if (m_kept.empty() || key >= m_kept.front().key)
            return;
        std::pop_heap(m_kept.begin(), m_kept.end());
        m_kept.pop_back();
    }
    m_kept.push_back({key, std::move(record)});
    std::push_heap(m_kept.begin(), m_kept.end());
}

std::vector<EventRecord> RecordSample::take() {
    std::vector<EventRecord> records;
    records.reserve(m_kept.size());
    for (Kept& kept : m_kept)
        records.push_back(std::move(kept.record));
    m_kept.clear();
    std::sort(records.begin(), records.end(),
              [](const EventRecord& a, const EventRecord& b) { return a.number < b.number; });
    return records;
}

} // namespace calolens
