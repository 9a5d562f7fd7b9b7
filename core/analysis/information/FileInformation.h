// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/Bootstrap.h"
#include "analysis/information/EventInformation.h"
#include "event/EventFile.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace calolens {

/// What information is about.
struct InformationSource {
    std::string file;
    PredictionInfo prediction;
    std::string model;    ///< its name
    std::string readings; ///< what its table of readings was made from
    InformationSettings settings;
    ResolutionMeaning meaning;
};

/// Means over the events of a file, with bootstrap errors.
struct MeanInformation {
    Measured reading, training, coinFlip, coinFlipOfSums, total;
    std::optional<Measured> excess;                           ///< none without truth
    std::optional<Measured> likelihood, likelihoodDifference; ///< of the integral and the flow
    std::optional<Measured> patternReading, patternTraining, patternCoinFlip;
};

/// Information of the events of a file, one by one.
struct FileInformation {
    InformationSource source;
    std::vector<EventInformation> events;
    [[nodiscard]] MeanInformation mean() const;
};

/// Which events of a file, by which model.
struct FileInformationJob {
    std::shared_ptr<const EventFile> file;
    PredictionInfo prediction;
    std::int64_t first = 0, last = 0; ///< events first to last - 1
    std::shared_ptr<const Model> model;
    const ReadingTable* readings = nullptr; ///< must outlive the run; null: an obstacle
    InformationSettings settings;
};

/// Events that have not been predicted are left out.
/// @param progress called before each event, with the number of those that are done
/// @param goOn     asked between evaluations; false gives up
/// @returns nullopt if given up
/// @throws UsageError if there is an obstacle, or no event has been predicted; FileError,
/// ModelError
[[nodiscard]] std::optional<FileInformation>
fileInformation(const FileInformationJob& job,
                const std::function<void(std::int64_t done, std::int64_t of)>& progress,
                const std::function<bool()>& goOn);

/// As JSON (docs/information.md). @param withMaps also the numbers per LR cell
[[nodiscard]] std::string informationJson(const FileInformation& information, bool withMaps);

} // namespace calolens
