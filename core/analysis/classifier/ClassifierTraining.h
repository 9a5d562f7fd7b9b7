// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/classifier/ClassifierAuc.h"

namespace calolens {

/// One training: which events to learn from, and which examples to choose the best state by and to
/// score at the end.
struct ClassifierTask {
    const ClassifierExamples* examples = nullptr;
    std::vector<std::size_t> train; ///< events
    std::vector<ClassifierExample> validation, test;
    /// Per event: the label of its truth, and draws are not used. Empty: truth has 1, draws have 0.
    std::vector<std::uint8_t> truthLabels;
    std::uint64_t stream = 0; ///< tells trainings of the same seed apart
};

/// Trains a network and scores the test examples: the higher, the more likely is label 1.
///
/// Tokens go through a common two-layer network, one layer of self-attention (4 heads) and another
/// network; their mean and maximum, which do not depend on their order, and the event's own numbers
/// go through the last one. Without tokens that last one is all there is. AdamW, cosine schedule,
/// cross entropy; the state with the lowest validation loss is kept, and training ends early when
/// it has not improved for some epochs.
///
/// The only place outside core/diffusion that uses Torch; this header shows nothing of it.
/// @throws DeviceError if the device is not there, Error if interrupted or if Torch fails
[[nodiscard]] std::vector<float> trainClassifier(const ClassifierTask& task,
                                                 const ClassifierSettings& settings);

} // namespace calolens
