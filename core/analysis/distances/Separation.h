// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Binning.h"
#include "analysis/distances/Bootstrap.h"

#include <cstdint>
#include <span>
#include <vector>

namespace calolens {

/// Separation of two histograms, 1/2 sum (p - q)^2 / (p + q), after each has been scaled to sum 1:
/// 0 for equal ones, 1 where no bin is filled in both. NaN if one of them is empty.
/// @throws UsageError if the numbers of bins differ
[[nodiscard]] double separation(std::span<const double> p, std::span<const double> q);

/// Bins for the separation of an observable, chosen by truth alone: `bins` equal bins from the 1st
/// to the 99th percentile, but at most 4 widths to either side of the median (width: half of the
/// central 68.3 %), so that a long tail does not leave one bin for all else. Beside them there are
/// one below, one above and one for "not defined" (NaN).
/// For counts the edges lie at half integers and the width is whole.
/// @throws UsageError if no value is finite
[[nodiscard]] Binning separationBinning(std::span<const float> truth, bool integer, int bins = 20);

/// What the events of a sample put into the bins of one observable: a few bins per event, or many
/// (a spectrum). Sums of events are formed with weights, for the bootstrap and for halves.
class BinnedSample {
public:
    explicit BinnedSample(std::size_t bins)
        : m_bins(bins) {}
    /// One entry per event: value i belongs to event i. Bins: below, those of `binning`, above,
    /// NaN.
    BinnedSample(const Binning& binning, std::span<const float> values);

    /// Adds an event that puts counts[b] into bin b.
    void addEvent(std::span<const float> counts);

    [[nodiscard]] std::size_t bins() const noexcept { return m_bins; }
    [[nodiscard]] std::size_t events() const noexcept { return m_offsets.size() - 1; }
    [[nodiscard]] std::vector<double> sum(std::span<const double> weights) const;
    [[nodiscard]] std::vector<double> sumOf(std::span<const std::size_t> events) const;
    [[nodiscard]] std::vector<double> sum() const;
    /// Sum over events of the squared content of each bin: the variance of sum(), events being
    /// independent.
    [[nodiscard]] std::vector<double> sumOfSquares() const;

private:
    struct Entry {
        std::uint32_t bin;
        float count;
    };
    void addTo(std::vector<double>& sums, std::size_t event, double weight) const;

    std::size_t m_bins;
    std::vector<std::size_t> m_offsets{0};
    std::vector<Entry> m_entries;
};

/// The separation that two independent samples of the same distribution show merely because they
/// are finite, each with as many events as `truth` holds. Its mean and, as `error`, the standard
/// deviation of one such comparison (not of the mean). From random halves of truth, scaled from the
/// halves' size to the whole: for one entry per event the mean over splits is
/// (B - 1) / (N - 1) for B bins that are filled (hypergeometric), and (B - 1) / (2N - 1) for
/// samples of the whole size N, which is this function's value.
[[nodiscard]] Measured separationFloor(const BinnedSample& truth, int splits, std::uint64_t seed);

} // namespace calolens
