// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distances/Bootstrap.h"
#include "analysis/distances/FeatureMatrix.h"

#include <cstdint>
#include <optional>
#include <span>

namespace calolens {

/// Frechet distance |dmu|^2 + Tr(S1 + S2 - 2 sqrt(S1 S2)) of the Gaussians that have the means and
/// (unbiased) covariances of two samples. Never negative; biased upwards by order 1/n.
/// @throws UsageError for less than two rows or different columns
[[nodiscard]] double frechetDistance(const FeatureMatrix& a, const FeatureMatrix& b);

/// Squared maximum mean discrepancy, the unbiased estimate (Gretton et al. 2012, eq. 3), with the
/// kernel (x.y / d + 1)^4. May be negative. The samples must be independent of one another.
/// @throws UsageError for less than two rows or different columns
[[nodiscard]] double kernelDistance(const FeatureMatrix& a, const FeatureMatrix& b);

/// How the distances below take their samples.
struct HalvesSettings {
    int splits = 20; ///< random divisions into halves, each used both ways
    std::uint64_t seed = 1;
};

/// FPD (Kansal et al., arXiv:2211.10295): the Frechet distance, extrapolated to infinite samples by
/// a straight line in 1/n through sizes between a third of the half and the half.
///
/// Row i of `truth` and of each draw belongs to event i, and a prediction shares its LR event with
/// the truth: such pairs are not independent. Therefore the events are divided at random: truth of
/// one half is compared with predictions of the other (of each event, a draw chosen at random). The
/// value is the mean over divisions; the error is their standard deviation. With truth itself in
/// place of the draws the same function gives the floor, from samples of just the same sizes.
/// @returns nullopt with less than three times as many events in a half as there are observables
[[nodiscard]] std::optional<Measured> frechetBetweenHalves(const FeatureMatrix& truth,
                                                           std::span<const FeatureMatrix> draws,
                                                           const HalvesSettings& settings);

/// KPD (Kansal et al., arXiv:2211.10295): the median of the kernel distance over the same divisions
/// as frechetBetweenHalves, of at most 500 events each; the error is the standard deviation.
/// @returns nullopt for less than 20 events
[[nodiscard]] std::optional<Measured> kernelBetweenHalves(const FeatureMatrix& truth,
                                                          std::span<const FeatureMatrix> draws,
                                                          const HalvesSettings& settings);

} // namespace calolens
