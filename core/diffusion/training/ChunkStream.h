// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/training/TrainingConfig.h"
#include "diffusion/training/TrainingData.h"

#include <future>
#include <vector>

namespace calolens {

/// Steps to a chunk; within a chunk events are sorted by size, so that batches pad little.
constexpr std::int64_t batchesPerChunk = 16;

/// Batches of one chunk of an epoch, in the order in which they are trained on.
struct Chunk {
    std::vector<TrainingSample> samples;
    std::vector<std::vector<const TrainingSample*>> batches;
};

/// Hands out chunks in order, preparing the next one while one is trained on.
class ChunkStream {
public:
    /// All must outlive the stream.
    ChunkStream(const TrainingData& data, const Parametrisation& parametrisation,
                const TrainingConfig& config);

    /// The chunk of that number, counted on from epoch to epoch. It depends on the seed and the
    /// number alone.
    /// @throws UsageError if no event of it has a cluster
    [[nodiscard]] Chunk take(std::int64_t index);

private:
    void prepare(std::int64_t index);

    const TrainingData& m_data;
    const Parametrisation& m_parametrisation;
    const TrainingConfig& m_config;
    std::int64_t m_perEpoch;
    std::int64_t m_nextIndex = -1;
    std::future<Chunk> m_next;
};

} // namespace calolens
