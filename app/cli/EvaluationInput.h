// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EventRange.h"
#include "analysis/classifier/CellExamples.h"
#include "analysis/evaluation/EventRecord.h"
#include "event/EventFile.h"

#include <memory>
#include <string>
#include <vector>

namespace calolens::cli {

/// What an evaluation has read from a file: observables of all events, and cells of the first of
/// them for the classifier of cells.
struct EvaluationInput {
    std::vector<EventRecord> records;
    std::unique_ptr<CellExamples>
        cells; ///< event i belongs to record i; may hold fewer; may be null
};

/// The prediction to evaluate. @throws FileError without truth or prediction, UsageError if it is
/// not clear which one is meant
[[nodiscard]] PredictionInfo evaluatedPrediction(const EventFile& file, const std::string& name);

/// Reads event by event. Events that have not been predicted, or hold no energy, are left out, and
/// said so.
/// @param withCells whether the classifier of cells is wanted
/// @throws FileError, and Error if interrupted
[[nodiscard]] EvaluationInput readEvaluationInput(const EventFile& file,
                                                  const PredictionInfo& prediction,
                                                  EventRange range, const EventRecorder& recorder,
                                                  bool withCells);

} // namespace calolens::cli
