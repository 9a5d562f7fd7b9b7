// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EventRange.h"
#include "analysis/calibration/SpreadCalibration.h"
#include "analysis/checks/summary/InputSummary.h"
#include "event/EventFile.h"

#include <filesystem>
#include <optional>
#include <string>

namespace calolens::cli {

/// The prediction that is meant: the named one, or the only one; none if the file holds none.
/// @throws UsageError if there is no such prediction, or several and no name
[[nodiscard]] std::optional<PredictionInfo> checkedPrediction(const EventFile& file,
                                                              const std::string& name);

/// The summary of the training data: the given file's, or that beside the model (by name or path),
/// or beside the model that made the prediction, if it can be found. What is not there is said.
/// @throws FileError, ModelError if what was asked for by name cannot be read
[[nodiscard]] std::optional<InputSummary>
findInputSummary(const std::filesystem::path& file, const std::string& model,
                 const std::optional<PredictionInfo>& prediction);

/// The temperatures of the draws' spread: the given file's, or those beside the model, found as for
/// findInputSummary(). None if there are none.
/// @throws FileError, ModelError if what was asked for by name cannot be read
[[nodiscard]] std::optional<SpreadCalibration>
findCalibration(const std::filesystem::path& file, const std::string& model,
                const std::optional<PredictionInfo>& prediction);

/// Makes the summary of the events of a range.
/// @throws UsageError if they are too few, Error if interrupted
[[nodiscard]] InputSummary summariseInputs(const EventFile& file, EventRange range);

} // namespace calolens::cli
