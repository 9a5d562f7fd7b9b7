// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/network/recorded/RecordedForward.h"

#include <list>
#include <mutex>

namespace calolens {

/// The recorded evaluations of a model, one per shape of batch, made when a shape is first met.
/// There are so many and no more: the one that was not used for longest goes. May be used from
/// several threads, which take turns.
class RecordedForwards {
public:
    static constexpr std::size_t defaultCapacity = 32;

    /// @param name     of the model, for the warning that it cannot be recorded
    /// @param recorder not empty
    RecordedForwards(std::string name, NetworkPass pass, Recorder recorder,
                     std::size_t capacity = defaultCapacity);

    /// Evaluates, as RecordedForward does.
    /// @return false, and nothing done, if recording has failed; a warning was then logged once,
    /// and it is not tried again
    [[nodiscard]] bool denoise(const BoundCondition& condition, const TokenBatch& batch,
                               std::span<const float> x, double sigma, std::span<float> clean);
    /// Only replays the evaluation of batches of this condition's shape. @return as denoise()
    [[nodiscard]] bool replay(const BoundCondition& condition, int passes);

    [[nodiscard]] std::size_t size() const;
    /// Recordings made so far, with those that went.
    [[nodiscard]] std::size_t made() const;

private:
    /// The recording for batches of this shape, the most recently used from now on; null if
    /// recording has failed.
    RecordedForward* find(const BoundCondition& condition);

    const std::string m_name;
    const NetworkPass m_pass;
    const Recorder m_recorder;
    const std::size_t m_capacity;
    mutable std::mutex m_mutex; ///< for all below, and while one runs: they share their memory
    std::list<std::unique_ptr<RecordedForward>> m_forwards; ///< the most recently used first
    std::size_t m_made = 0;
    bool m_failed = false;
};

} // namespace calolens
