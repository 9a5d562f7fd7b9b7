// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/DenoisingRun.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace calolens {

/// Batches of at most perBatch events of like size, so that little is spent on padding.
/// @param perBatch 1 or more
[[nodiscard]] std::vector<std::vector<const Event*>>
batchesOfLikeSize(std::span<const Event> events, std::size_t perBatch);

/// Draws predictions for many events at once, without a trajectory. The same event, seed and draw
/// give what DenoisingRun gives, to rounding, whatever the batch.
class Predictor {
public:
    /// @param settings `sample` is ignored: draws are numbered from 0
    /// @throws UsageError if sampler, schedule or steps are unknown or senseless
    Predictor(std::shared_ptr<const Model> model, RunSettings settings, int samples);

    /// All draws of the events, evaluated as one batch of events x samples items; with an adaptive
    /// sampler one by one, since its steps would depend on the batch.
    /// @return per event [samples x HR cells], MeV
    /// @throws ModelError, DeviceError
    [[nodiscard]] std::vector<std::vector<float>>
    predict(std::span<const Event* const> events) const;
    /// As predict(), the draws first to first + count - 1 alone: more of those that are there.
    /// @return per event [count x HR cells], MeV
    [[nodiscard]] std::vector<std::vector<float>> draws(std::span<const Event* const> events,
                                                        int first, int count) const;

    /// Network evaluations per draw; none if the sampler is adaptive.
    [[nodiscard]] std::optional<int> evaluations() const;
    /// Settings for the file; its name is the model's.
    [[nodiscard]] PredictionInfo info() const;

private:
    /// The items' clean latents, one behind the other.
    [[nodiscard]] std::vector<float> sample(std::span<const Event* const> items,
                                            std::vector<RandomStream> noise) const;

    std::shared_ptr<const Model> m_model;
    RunSettings m_settings;
    int m_samples;
};

} // namespace calolens
