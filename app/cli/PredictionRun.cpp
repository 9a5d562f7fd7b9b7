// SPDX-License-Identifier: GPL-3.0-or-later
#include "PredictionRun.h"

#include "Interrupt.h"

#include <algorithm>

namespace calolens::cli {

namespace {
/// Events are sorted by size within so many batches.
constexpr std::int64_t batchesPerBlock = 8;
} // namespace

PredictionRun::PredictionRun(const EventFile& file, const Predictor& predictor,
                             PredictionWriter& writer, EventRange range, int samples,
                             int drawsPerBatch)
    : m_file(file)
    , m_predictor(predictor)
    , m_writer(writer)
    , m_range(range)
    , m_perBatch(std::max(1, drawsPerBatch / samples))
    , m_perBlock(m_perBatch * batchesPerBlock) {
}

std::int64_t PredictionRun::blocks() const noexcept {
    return (m_range.last - m_range.first + m_perBlock - 1) / m_perBlock;
}

bool PredictionRun::predicted(const std::vector<const Event*>& batch) const {
    return std::all_of(batch.begin(), batch.end(),
                       [&](const Event* event) { return m_writer.isPredicted(event->number); });
}

WorkCount PredictionRun::drawBlock(std::int64_t block) {
    const std::int64_t first = m_range.first + block * m_perBlock;
    const std::int64_t last = std::min(first + m_perBlock, m_range.last);
    std::int64_t there = first;
    while (there < last && m_writer.isPredicted(there))
        ++there;
    if (there == last)
        return {0, last - first};
    std::vector<Event> events;
    for (std::int64_t i = first; i < last; ++i)
        events.push_back(m_file.read(i));
    WorkCount count;
    for (const auto& batch : batchesOfLikeSize(events, static_cast<std::size_t>(m_perBatch))) {
        if (interrupted())
            break;
        const auto size = static_cast<std::int64_t>(batch.size());
        if (predicted(batch)) {
            count.kept += size;
            continue;
        }
        const auto energies = m_predictor.predict(batch);
        for (std::size_t j = 0; j < batch.size(); ++j)
            m_writer.write(batch[j]->number, energies[j]);
        count.made += size;
    }
    m_writer.flush();
    return count;
}

} // namespace calolens::cli
