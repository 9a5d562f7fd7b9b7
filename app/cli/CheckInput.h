// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EventRange.h"
#include "analysis/companions/ModelCompanions.h"
#include "event/EventFile.h"

#include <filesystem>
#include <optional>
#include <string>

namespace calolens::cli {

/// The prediction that is meant: the named one, or the only one; none if the file holds none.
/// @throws UsageError if there is no such prediction, or several and no name
[[nodiscard]] std::optional<PredictionInfo> checkedPrediction(const EventFile& file,
                                                              const std::string& name);

/// The model's file, by name or path, or that of the model that made the prediction; empty if that
/// is not found. @throws ModelError if there is no model of the name
[[nodiscard]] std::filesystem::path modelFileFor(const std::string& model,
                                                 const std::optional<PredictionInfo>& prediction);

/// What stands beside the model of modelFileFor(), or the files given. That a model which was asked
/// for by name has no summary of its training data is said.
/// @throws FileError, ModelError if what was asked for by name cannot be read
[[nodiscard]] ModelCompanions findCompanions(const CompanionFiles& given, const std::string& model,
                                             const std::optional<PredictionInfo>& prediction);

/// Makes the summary of the events of a range.
/// @throws UsageError if they are too few, Error if interrupted
[[nodiscard]] InputSummary summariseInputs(const EventFile& file, EventRange range);

/// Makes the table of readings of the events of a range.
/// @throws UsageError if they are too few or have no truth, Error if interrupted
[[nodiscard]] ReadingTable tabulateReadings(const EventFile& file, EventRange range,
                                            EnergyScaleCode code);

} // namespace calolens::cli
