// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/Bootstrap.h"
#include "analysis/evaluation/EvaluationReport.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// Quality and cost of one sampler with one schedule and one number of steps.
struct SamplerPoint {
    std::string sampler, schedule;
    int steps = 0;
    double evaluations = 0;    ///< NFE per draw; a mean where the sampler is adaptive
    double secondsPerDraw = 0; ///< wall time, in batches
    Measured separation;       ///< mean over the observables; see meanSeparation()
    std::optional<Measured> fpd;
    std::optional<Measured> auc; ///< of the classifier of observables
};

/// Samplers of one model compared on the same events with the same noise.
struct SamplerBenchmark {
    std::string source, model, modelChecksum, device, programVersion;
    std::string precision = "float32";          ///< of the network's products
    std::int64_t firstEvent = 0, lastEvent = 0; ///< the latter not included
    int samples = 1;                            ///< draws per event
    std::uint64_t seed = 1;
    int repeats = 0;         ///< trainings of the classifier
    std::int64_t events = 0; ///< that hold energy, and were compared
    std::optional<double> separationFloor;
    std::optional<Measured> fpdFloor, aucFloor; ///< truth against truth
    std::vector<SamplerPoint> points;

    [[nodiscard]] const SamplerPoint* find(const std::string& sampler, const std::string& schedule,
                                           int steps) const;
};

/// Mean over the observables that do not refer to the true particles. Its error is the mean of
/// their errors, as if they all erred together: an upper bound.
[[nodiscard]] Measured meanSeparation(const EvaluationReport& report);
/// The same of the floor: two independent samples of truth.
[[nodiscard]] double meanSeparationFloor(const EvaluationReport& report);

/// As JSON, indented, ending in a newline.
[[nodiscard]] std::string samplerBenchmarkJson(const SamplerBenchmark& benchmark);
/// @throws FileError if the file cannot be read or is not such a benchmark
[[nodiscard]] SamplerBenchmark readSamplerBenchmark(const std::filesystem::path& path);

} // namespace calolens
