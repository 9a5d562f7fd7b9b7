// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation/Evaluation.h"

namespace calolens {

/// The parts that evaluate() puts together; each fills in what it is named after.
void evaluateResiduals(std::span<const EventRecord* const> records,
                       const EvaluationSettings& settings, EvaluationReport& report);
void evaluateZeros(std::span<const EventRecord* const> records, const EvaluationSettings& settings,
                   EvaluationReport& report);
void evaluateObservables(std::span<const EventRecord* const> records,
                         std::span<const ObservableInfo> observables,
                         const EvaluationSettings& settings, EvaluationReport& report);
void evaluateSampleDistances(std::span<const EventRecord* const> records,
                             std::span<const ObservableInfo> observables,
                             const EvaluationSettings& settings, EvaluationReport& report);
void evaluateTwoMaxima(std::span<const EventRecord* const> records,
                       const EvaluationSettings& settings, EvaluationReport& report);

void evaluateMaximaCounts(std::span<const EventRecord* const> records,
                          std::span<const ObservableInfo> observables, EvaluationReport& report);
/// Numbers of draws whose means are looked at: 1, 2, 5, 10, ... and all.
[[nodiscard]] std::vector<int> ensembleSizes(int draws);

} // namespace calolens
