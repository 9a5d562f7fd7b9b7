// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventComparison.h"

#include <memory>
#include <optional>
#include <string>

namespace calolens::cli {

/// Which event of a file, and which picture of its prediction.
struct PictureChoice {
    std::string file;
    std::int64_t event = 0;
    std::string prediction; ///< empty: the only one in the file
    bool mean = false;      ///< the mean of all draws; also if no draw is named
    std::optional<int> draw;
};

/// A comparison read from a file; with the draws whose mean it shows, if it shows a mean.
struct ExportedComparison {
    EventComparison comparison;
    std::shared_ptr<const Prediction> draws;
};

/// @throws FileError, and UsageError for an event, prediction or draw that is not there
[[nodiscard]] ExportedComparison readComparison(const PictureChoice& choice);

} // namespace calolens::cli
