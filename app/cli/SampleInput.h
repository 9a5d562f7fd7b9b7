// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ExportedComparison.h"
#include "analysis/benchmark/SamplerBenchmark.h"
#include "analysis/evaluation/EvaluationReport.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace calolens::cli {

/// Of which sample figures or a report are made.
struct SampleChoice {
    std::filesystem::path file;
    std::string prediction, range;
    std::optional<std::int64_t> event; ///< to be shown; none: a typical one
    int worst = 0, typical = 1;        ///< further events to be shown, by their energy residual
    std::filesystem::path samplers;    ///< .samplers.json; empty: the model's own, if it has one
    std::string status = "CaloLens simulation";
    std::string lower = "ratio"; ///< lowerPanelNamed()
    std::int64_t mostEvents = 50000;
    std::uint64_t seed = 1;
};

/// An event to be shown, and why.
struct ChosenEvent {
    std::string why;
    ExportedComparison shown;
};

/// What was read and found, without anything to draw with.
struct SampleInput {
    EvaluationReport evaluation;
    std::optional<SamplerBenchmark> samplers;
    std::string modelCard; ///< JSON; empty where the model is not on this machine
    std::string status;
    std::string madeBy; ///< how the events were made, in one line
    std::vector<ChosenEvent> events;
    SampleChoice choice;
    std::string identity; ///< eventIdentity() of the file
};

/// Evaluates a prediction without classifiers, and reads what else a report shows.
/// @throws FileError, UsageError, and Error if interrupted
[[nodiscard]] SampleInput readSample(const SampleChoice& choice);

} // namespace calolens::cli
