// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"
#include "analysis/checks/EventCatalogue.h"
#include "analysis/checks/summary/InputSummary.h"
#include "event/EventFile.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace calolens {

/// Events of a file that a picture is compared with, unless said otherwise: the work for all events
/// of a file grows with their number times this one.
inline constexpr std::int64_t usualNeighbours = 1000;

/// Called before each event that is read, with the number of those that were. @returns false to
/// give up
using CheckProgress = std::function<bool(std::int64_t done, std::int64_t of)>;

/// The true pictures of events first to last - 1. Without any, and of no use to nearest(), if the
/// file holds no truth or there are fewer than two. @returns nullopt if given up
[[nodiscard]] std::optional<EventCatalogue> readCatalogue(const EventFile& file, std::int64_t first,
                                                          std::int64_t last,
                                                          const CheckProgress& progress);

/// What is to be checked: some events of a file with one of its predictions, or with none. The
/// window and the command line run this same job.
struct FileCheckJob {
    std::shared_ptr<const EventFile> file;
    std::int64_t first = 0, last = 0; ///< events first to last - 1
    /// Goes into the report; says which prediction, and the seed of all that is random.
    CheckedSource source;
    const InputSummary* inputs = nullptr; ///< must outlive the run; null: none
    std::int64_t neighbours = usualNeighbours;
    /// What is done to the draws before they are checked (a calibration); empty: nothing.
    std::function<Prediction(const Event&, const Prediction&)> prepare = {};
};

/// Checks one event after another; of each a few numbers are kept. Events that have not been
/// predicted are left out. @returns nullopt if given up @throws FileError
[[nodiscard]] std::optional<FileCheckReport> checkFile(const FileCheckJob& job,
                                                       const CheckProgress& progress);

} // namespace calolens
