// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/classifier/ClassifierExamples.h"
#include "analysis/evaluation/EvaluationReport.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// How classifiers are trained.
struct ClassifierSettings {
    int repeats = 5; ///< trainings, each with its own weights and its own division of the events
    std::uint64_t seed = 1;
    std::string device = "auto";            ///< auto, cpu or cuda
    std::function<bool()> interrupted;      ///< true stops with an Error; may be empty
    std::function<void(int, int)> progress; ///< (trainings done, of so many); may be empty
    bool floor = true;                      ///< also truth against truth
};

/// Fewer events are not worth a training.
inline constexpr std::size_t fewestClassifierEvents = 100;

/// How well a network that is trained here tells predictions from truth: 0.5 means not at all.
///
/// Each training divides the events: 60 % to learn from, 20 % to choose the best state (lowest
/// cross entropy), 20 % to report on; truth and draws of an event stay together. Five trainings
/// report on all events in turn (rotating fifths of one shuffled order); after every five, the
/// order is shuffled anew. In training each event shows its truth and a draw chosen at random;
/// validation and test take one fixed draw of each event. The value is the mean over trainings. Its
/// error is the larger of their standard error and that of a ROC area from as many different test
/// events (Hanley and McNeil). The floor is the same with truth alone, whose events get labels at
/// random.
/// @throws UsageError for fewer than fewestClassifierEvents events, DeviceError, and Error if
/// interrupted
/// @param events which events of the examples take part; all of them if not given
[[nodiscard]] AucReport classifierAuc(const ClassifierExamples& examples,
                                      const ClassifierSettings& settings,
                                      std::optional<std::vector<std::size_t>> events = {});

} // namespace calolens
