// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/training/ChunkStream.h"

#include "diffusion/training/InParallel.h"
#include "error/Error.h"
#include "random/RandomStream.h"

#include <algorithm>

namespace calolens {

namespace {
/// Events of a chunk.
std::int64_t eventsOf(const TrainingConfig& config) {
    const std::int64_t repeats = config.optimiser.repeats;
    return (batchesPerChunk + repeats - 1) / repeats * config.optimiser.batch;
}

/// Events of like size together; the groups in random order.
std::vector<std::vector<const TrainingSample*>> grouped(const std::vector<TrainingSample>& samples,
                                                        const TrainingConfig& config,
                                                        std::int64_t index) {
    std::vector<const TrainingSample*> sorted;
    for (const TrainingSample& sample : samples)
        sorted.push_back(&sample);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto* a, auto* b) { return a->tokens < b->tokens; });
    const auto size = static_cast<std::size_t>(config.optimiser.batch);
    std::vector<std::vector<const TrainingSample*>> groups;
    for (std::size_t i = 0; i < sorted.size(); i += size)
        groups.emplace_back(sorted.begin() + static_cast<std::ptrdiff_t>(i),
                            sorted.begin() +
                                static_cast<std::ptrdiff_t>(std::min(i + size, sorted.size())));
    RandomStream random(config.seed, RandomPurpose::Initialisation,
                        static_cast<std::uint64_t>(index), 2);
    for (std::size_t i = groups.size(); i > 1; --i)
        std::swap(groups[i - 1], groups[random.below(static_cast<std::uint32_t>(i))]);
    return groups;
}

Chunk makeChunk(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config, std::int64_t index, std::int64_t chunksPerEpoch,
                int threads) {
    const std::int64_t perChunk = eventsOf(config);
    const auto epoch = static_cast<std::uint32_t>(index / chunksPerEpoch);
    const std::int64_t first = index % chunksPerEpoch * perChunk;
    const auto samples = data.training(parametrisation, epoch, first, first + perChunk, threads);
    const auto groups = grouped(samples, config, index);
    if (groups.empty())
        throw UsageError("no training event has a cluster: is this the right file?");
    Chunk chunk(static_cast<std::size_t>(batchesPerChunk));
    inParallel(batchesPerChunk, threads, [&](std::int64_t i) {
        const auto step = static_cast<std::uint64_t>(index * batchesPerChunk + i);
        chunk[static_cast<std::size_t>(i)] =
            makeLossBatch(groups[static_cast<std::size_t>(i) % groups.size()], config,
                          RandomStream(config.seed, RandomPurpose::Training, step, 0xfffffe));
    });
    return chunk;
}
} // namespace

ChunkStream::ChunkStream(const TrainingData& data, const Parametrisation& parametrisation,
                         const TrainingConfig& config, int threads)
    : m_data(data)
    , m_parametrisation(parametrisation)
    , m_config(config)
    , m_perEpoch(std::max<std::int64_t>(1, (data.trainingEvents() + eventsOf(config) - 1) /
                                               eventsOf(config)))
    , m_threads(threads) {
}

Chunk ChunkStream::take(std::int64_t index) {
    if (m_nextIndex != index || !m_next.valid())
        prepare(index);
    Chunk chunk = m_next.get();
    prepare(index + 1);
    return chunk;
}

void ChunkStream::prepare(std::int64_t index) {
    // One at a time: they share the order of the epoch, and assigning a future starts the new task
    // before it waits for the old one.
    if (m_next.valid())
        m_next.wait();
    m_nextIndex = index;
    m_next = std::async(std::launch::async, [this, index] {
        return makeChunk(m_data, m_parametrisation, m_config, index, m_perEpoch, m_threads);
    });
}

} // namespace calolens
