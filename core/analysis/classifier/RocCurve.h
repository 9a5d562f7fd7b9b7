// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace calolens {

/// Area under the ROC curve: the probability that an example of the first kind (label 1) scores
/// higher than one of the other (label 0), ties counting one half (Mann-Whitney). NaN if one kind
/// is missing. @throws UsageError if the numbers of scores and labels differ
[[nodiscard]] double rocArea(std::span<const float> scores, std::span<const std::uint8_t> labels);

/// Standard error of a ROC area from `positives` and `negatives` independent examples
/// (Hanley and McNeil, Radiology 143 (1982) 29).
[[nodiscard]] double rocAreaError(double area, double positives, double negatives) noexcept;

} // namespace calolens
