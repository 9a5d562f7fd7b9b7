// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EventRange.h"
#include "analysis/classifier/CellExamples.h"
#include "analysis/evaluation/EventRecord.h"
#include "analysis/evaluation/RunningResiduals.h"
#include "event/EventFile.h"

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace calolens::cli {

/// A range of the true particles' total energy, GeV; the last edge does not belong to it.
struct EnergyRange {
    double lowGev = 0;
    double highGev = std::numeric_limits<double>::infinity();
    [[nodiscard]] bool contains(const EventRecord& record) const {
        const double gev = record.incidentEnergy * 1e-3;
        return gev >= lowGev && gev < highGev;
    }
};

/// What is read of a file, and how much of it is kept.
struct ReadingSettings {
    EventRange events;
    std::vector<EnergyRange> ranges{EnergyRange{}}; ///< judged apart
    std::size_t mostRecords = 50000;                ///< that are kept
    std::uint64_t seed = 1;                         ///< of the sample, where there are more
    bool withCells = false;                         ///< for the classifier of cells
};

/// What an evaluation has read from a file: observables of all events or of a random sample of
/// them, cells of the first of these for the classifier of cells, and sums over all events.
struct EvaluationInput {
    std::vector<EventRecord> records;
    std::unique_ptr<CellExamples>
        cells; ///< event i belongs to record i; may hold fewer; may be null
    /// Sums over the events of each range; empty where all records are kept.
    std::vector<RunningResiduals> residuals;
};

/// The prediction to evaluate. @throws FileError without truth or prediction, UsageError if it is
/// not clear which one is meant
[[nodiscard]] PredictionInfo evaluatedPrediction(const EventFile& file, const std::string& name);

/// Reads event by event. Events that have not been predicted, or hold no energy, are left out, and
/// said so. @throws FileError, and Error if interrupted
[[nodiscard]] EvaluationInput readEvaluationInput(const EventFile& file,
                                                  const PredictionInfo& prediction,
                                                  const ReadingSettings& settings,
                                                  const EventRecorder& recorder);

} // namespace calolens::cli
