// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/Model.h"
#include "event/EventFile.h"
#include "session/Session.h"

#include <functional>
#include <string>
#include <vector>

namespace calolens {

/// Makes the predicted picture of a session again: reads it from the file, or draws it with the
/// settings that it was drawn with.
/// @param load  gives the model that the settings name
/// @return MeV per HR cell; empty if nothing was predicted
/// @throws UsageError if the file does not hold the prediction any more, or a run ended before the
/// step; what reading, loading and drawing throw
[[nodiscard]] std::vector<float>
pictureAgain(const EventFile& file, std::int64_t event, const SessionPicture& picture,
             const std::function<std::shared_ptr<const Model>(const PredictionInfo&)>& load);

/// How a picture that was made again differs from what it was.
struct PictureDifference {
    bool comparable = false; ///< there is something to compare with, of the same length
    bool identical = false;  ///< to the bit
    /// Largest difference of a cell, MeV; 0 if only the fingerprint is known.
    double largestMeV = 0;
    double eventMeV = 0;       ///< difference of the sums
    double largestCellMeV = 0; ///< the energy of the hottest cell: what the difference is large in

    /// Whether it differs by no more than the rounding of another processor or library: a
    /// thousandth of the hottest cell in any cell. False where only the fingerprint is known and
    /// it is another.
    [[nodiscard]] bool agrees() const noexcept;
};

[[nodiscard]] PictureDifference differenceOf(const SessionPicture& was,
                                             const std::vector<float>& nowMeV);
/// In a sentence: "It is the same, to the bit."
[[nodiscard]] std::string describe(const PictureDifference& difference);

} // namespace calolens
