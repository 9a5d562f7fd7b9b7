// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/LossBatch.h"
#include "diffusion/training/TrainingConfig.h"
#include "diffusion/training/TrainingData.h"

#include <future>
#include <vector>

namespace calolens {

/// Steps to a chunk; within a chunk events are sorted by size, so that batches pad little.
constexpr std::int64_t batchesPerChunk = 16;

/// What as many steps are trained on, in their order. Where there are fewer events (the recipe
/// repeats them, or the epoch ends) they come again, with new noise.
using Chunk = std::vector<LossBatch>;

/// Hands out chunks in order, preparing the next one while one is trained on.
class ChunkStream {
public:
    /// All must outlive the stream.
    /// @param threads that prepare a chunk
    ChunkStream(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config, int threads);

    /// The chunk of that number, counted on from epoch to epoch; batches are on the CPU. It depends
    /// on the seed and the number alone.
    /// @throws UsageError if no event of it has a cluster
    [[nodiscard]] Chunk take(std::int64_t index);

private:
    void prepare(std::int64_t index);

    const TrainingData& m_data;
    const Parametrisation& m_parametrisation;
    const TrainingConfig& m_config;
    std::int64_t m_perEpoch;
    int m_threads;
    std::int64_t m_nextIndex = -1;
    std::future<Chunk> m_next;
};

} // namespace calolens
