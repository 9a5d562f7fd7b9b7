// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/Check.h"
#include "analysis/distances/Bootstrap.h"
#include "event/Prediction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// A check with what it found.
struct CheckFinding {
    CheckInfo info;
    CheckResult result;
};

/// What the checks are about.
struct CheckedSource {
    std::string file;
    std::optional<PredictionInfo> prediction;
    std::string inputs; ///< what the summary of the training data was made from; empty: none
    std::uint64_t seed = 1;
    /// What the draws' calibration was fitted to; empty: none was applied.
    std::string calibration = {};
};

/// All checks of one event.
struct EventCheckReport {
    CheckedSource source;
    std::int64_t event = 0;
    double lrEnergy = 0; ///< MeV
    std::vector<CheckFinding> checks;
};

/// Runs every check of the registry on one event.
[[nodiscard]] std::vector<CheckFinding> runEventChecks(const EventEvidence& evidence);

/// What an event check found over the events of a file.
struct EventCheckSummary {
    CheckInfo info;
    std::int64_t pass = 0, look = 0, fail = 0, notRun = 0;
    std::optional<double> mean, median; ///< of the values
};

/// How well a check that needs no truth forecasts the true error of an event.
struct ErrorForecast {
    CheckInfo info;
    std::int64_t events = 0;
    Measured spearman; ///< with the error relative to expectation, trends with energy taken out
    Measured
        spearmanRaw; ///< of the check's suspicion as it is with the error relative to expectation
};

/// One event of a file.
struct CheckedEvent {
    struct Outcome {
        Verdict verdict = Verdict::NotRun;
        std::optional<double> value, suspicion;
    };
    std::int64_t event = 0;
    double lrEnergy = 0;                 ///< MeV
    std::optional<double> error;         ///< sum |mean - truth|, MeV
    std::optional<double> relativeError; ///< over its expectation at this energy
    std::vector<Outcome> checks;         ///< in the order of eventChecks()
};

/// All checks of the events of a file.
struct FileCheckReport {
    CheckedSource source;
    std::vector<CheckFinding> checks;
    std::vector<EventCheckSummary> eventChecks;
    std::vector<ErrorForecast> forecasts; ///< empty without truth
    std::vector<CheckedEvent> events;
};

} // namespace calolens
