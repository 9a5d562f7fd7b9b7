// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/FeatureMatrix.h"
#include "analysis/evaluation/EvaluationReport.h"
#include "analysis/evaluation/EventRecord.h"

#include <span>

namespace calolens {

/// How errors and floors are estimated.
struct EvaluationSettings {
    int replicas = 200; ///< of the bootstrap
    int splits = 200;   ///< random halves for the floor of the separation
    std::uint64_t seed = 1;
};

/// Residuals, zeros, observables, FPD, KPD and maxima of some events: all but the classifiers, the
/// source and the prediction. All records have the same number of draws.
/// @param observables meaning of PictureRecord::observables, in their order
/// @throws UsageError for less than four events
[[nodiscard]] EvaluationReport evaluate(std::span<const EventRecord* const> records,
                                        std::span<const ObservableInfo> observables,
                                        const EvaluationSettings& settings);

/// Observables of one picture of each event, without those that refer to the true particles.
enum class PictureKind { Truth, Lr, Draw, Mean };
[[nodiscard]] FeatureMatrix featuresOf(std::span<const EventRecord* const> records,
                                       std::span<const ObservableInfo> observables,
                                       PictureKind kind, int draw = 0);

} // namespace calolens
