// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/ChunkStream.h"

#include "error/Error.h"
#include "random/RandomStream.h"

#include <algorithm>

namespace calolens {

namespace {
Chunk makeChunk(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config, std::int64_t index, std::int64_t chunksPerEpoch) {
    const std::int64_t perChunk = batchesPerChunk * config.optimiser.batch;
    const auto epoch = static_cast<std::uint32_t>(index / chunksPerEpoch);
    const std::int64_t first = index % chunksPerEpoch * perChunk;
    Chunk chunk;
    chunk.samples = data.training(parametrisation, epoch, first, first + perChunk);
    std::vector<const TrainingSample*> sorted;
    for (const TrainingSample& sample : chunk.samples)
        sorted.push_back(&sample);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto* a, auto* b) { return a->tokens < b->tokens; });
    const auto size = static_cast<std::size_t>(config.optimiser.batch);
    for (std::size_t i = 0; i < sorted.size(); i += size)
        chunk.batches.emplace_back(
            sorted.begin() + static_cast<std::ptrdiff_t>(i),
            sorted.begin() + static_cast<std::ptrdiff_t>(std::min(i + size, sorted.size())));
    RandomStream random(config.seed, RandomPurpose::Initialisation,
                        static_cast<std::uint64_t>(index), 2);
    for (std::size_t i = chunk.batches.size(); i > 1; --i)
        std::swap(chunk.batches[i - 1], chunk.batches[random.below(static_cast<std::uint32_t>(i))]);
    return chunk;
}
} // namespace

ChunkStream::ChunkStream(const TrainingData& data, const Parametrisation& parametrisation,
                         const TrainingConfig& config)
    : m_data(data)
    , m_parametrisation(parametrisation)
    , m_config(config)
    , m_perEpoch(std::max<std::int64_t>(
          1, (data.trainingEvents() + batchesPerChunk * config.optimiser.batch - 1) /
                 (batchesPerChunk * config.optimiser.batch))) {
}

Chunk ChunkStream::take(std::int64_t index) {
    if (m_nextIndex != index || !m_next.valid())
        prepare(index);
    Chunk chunk = m_next.get();
    prepare(index + 1);
    if (chunk.batches.empty())
        throw UsageError("no training event has a cluster: is this the right file?");
    return chunk;
}

void ChunkStream::prepare(std::int64_t index) {
    // One at a time: they share the order of the epoch, and assigning a future starts the new task
    // before it waits for the old one.
    if (m_next.valid())
        m_next.wait();
    m_nextIndex = index;
    m_next = std::async(std::launch::async, [this, index] {
        return makeChunk(m_data, m_parametrisation, m_config, index, m_perEpoch);
    });
}

} // namespace calolens
