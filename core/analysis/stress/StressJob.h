// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/summary/InputSummary.h"
#include "analysis/stress/StressJson.h"
#include "event/EventFile.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace calolens {

/// What is to be lied about: the predicted events of a range of a file. The window and the command
/// line run this same job.
struct StressJob {
    std::shared_ptr<const EventFile> file;
    PredictionInfo prediction;
    std::int64_t first = 0, last = 0;     ///< events first to last - 1
    const InputSummary* inputs = nullptr; ///< must outlive the run; null: none
    /// Events of another generator, and of particles that the model never saw; null: none. Their
    /// draws are used where they hold a prediction of the same name.
    std::shared_ptr<const EventFile> otherEvents, unseenEvents;
    std::uint64_t seed = 1;
    /// What is done to the draws before anything else (a calibration); empty: nothing.
    std::function<Prediction(const Event&, const Prediction&)> prepare = {};
    std::string calibration = {}; ///< what it was fitted to; goes into the report
};

/// Plants every lie into every event and asks the checks.
/// @param progress called before each event that is read, with the number of those that were; false
///                 gives up
/// @returns nullopt if given up
/// @throws UsageError for fewer than three predicted events, or if foreign events are of another
/// readout; FileError
[[nodiscard]] std::optional<StressReport>
runStress(const StressJob& job,
          const std::function<bool(std::int64_t done, std::int64_t of)>& progress);

} // namespace calolens
