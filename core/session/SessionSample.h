// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace calolens {

/// A number of an evaluation with its error.
struct SessionNumber {
    double value = 0;
    double error = 0; ///< 0: not known
};

/// A figure or a report of a whole sample: what it was made of beside the file and the prediction,
/// and what came out.
struct SessionSample {
    std::string made;       ///< "figure", "report", or the command that made a plot: "evaluate"
    std::string figure;     ///< its name: "maxima"; empty for a report
    std::string source;     ///< name of the event file
    std::string prediction; ///< its name in that file
    std::string events;     ///< range of events; empty: all
    std::optional<std::int64_t> event; ///< that was asked to be shown
    int typical = 1, worst = 0;        ///< events shown else
    std::string samplers;              ///< benchmark of samplers; empty: the model's own
    std::string status;                ///< label of the figures
    std::string lower;                 ///< what the lower panels show: "ratio", "pull", ...
    std::int64_t mostEvents = 0;       ///< that are kept in memory
    std::uint64_t seed = 1;            ///< of all that is random in the evaluation
    int dpi = 300;
    std::map<std::string, SessionNumber> numbers; ///< of the evaluation, by name; all finite
    std::string fingerprint;                      ///< of the whole evaluation, hexadecimal
    std::string drawing; ///< fingerprint of the page as it is drawn; empty: not compared

    /// Whether it can be made again by its name alone.
    [[nodiscard]] bool canBeMadeAgain() const { return made == "figure" || made == "report"; }
};

/// How a figure or report that was made again differs from what it was.
struct SampleDifference {
    bool comparable = false;  ///< there are numbers to compare
    bool sameNumbers = false; ///< to the bit
    bool drawn = false;       ///< both say how they were drawn
    bool sameDrawing = false; ///< to the byte
    std::string number;       ///< that differs most
    SessionNumber was, now;
    double errors = 0; ///< by how many of its errors it differs
    std::size_t compared = 0;

    /// Whether the numbers differ by no more than rounding: a hundredth of the error of any.
    [[nodiscard]] bool agrees() const noexcept;
};

[[nodiscard]] SampleDifference differenceOf(const SessionSample& was, const SessionSample& now);
/// In a sentence or two: "It is the same, to the bit: ..."
[[nodiscard]] std::string describe(const SampleDifference& difference);

/// The fingerprint that sessions know a text by, hexadecimal.
[[nodiscard]] std::string textFingerprint(std::string_view text);

} // namespace calolens
