// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/RandomStream.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace calolens {

/// One picture of one event, to be told apart.
struct ClassifierExample {
    std::size_t event = 0;
    int picture = 0;        ///< 0: truth, k: draw k - 1
    std::uint8_t label = 0; ///< what a classifier is to say of it: 0 or 1
};

/// Examples as a network reads them. An event is a set of tokens and some numbers of its own.
struct ClassifierBatch {
    std::size_t examples = 0, tokens = 0; ///< tokens: of the largest example; others are padded
    std::vector<float> tokenFeatures;     ///< [examples x tokens x tokenFeatures()]
    std::vector<float> tokenMask;         ///< [examples x tokens], 1 for tokens that are there
    std::vector<float> eventFeatures;     ///< [examples x eventFeatures()]
    std::vector<float> labels;            ///< [examples]
};

/// What a classifier learns from: for each event truth and one or more draws.
class ClassifierExamples {
public:
    ClassifierExamples() = default;
    ClassifierExamples(const ClassifierExamples&) = delete;
    ClassifierExamples& operator=(const ClassifierExamples&) = delete;
    virtual ~ClassifierExamples() = default;

    [[nodiscard]] virtual std::size_t events() const = 0;
    [[nodiscard]] virtual int draws() const = 0;         ///< per event
    [[nodiscard]] virtual int tokenFeatures() const = 0; ///< 0: no tokens
    [[nodiscard]] virtual int eventFeatures() const = 0;
    /// @param augmentation if given, examples are changed at random by exact symmetries
    [[nodiscard]] virtual ClassifierBatch batch(std::span<const ClassifierExample> examples,
                                                RandomStream* augmentation) const = 0;
};

} // namespace calolens
