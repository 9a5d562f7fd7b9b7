// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/Separation.h"

#include "error/Error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr double coreWidths = 4; // half of the range of bins, at most
}

double separation(std::span<const double> p, std::span<const double> q) {
    if (p.size() != q.size())
        throw UsageError("the separation of two histograms needs the same bins in both");
    const double sumP = std::accumulate(p.begin(), p.end(), 0.0);
    const double sumQ = std::accumulate(q.begin(), q.end(), 0.0);
    double result = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const double a = p[i] / sumP, b = q[i] / sumQ;
        if (a + b != 0)
            result += 0.5 * (a - b) * (a - b) / (a + b);
    }
    return result;
}

Binning separationBinning(std::span<const float> truth, bool integer, int bins) {
    std::vector<float> sorted;
    for (const float value : truth)
        if (std::isfinite(value))
            sorted.push_back(value);
    if (sorted.empty())
        throw UsageError("bins were asked for an observable that no event defines");
    std::sort(sorted.begin(), sorted.end());
    const auto quantile = [&sorted](double share) {
        return static_cast<double>(sorted[static_cast<std::size_t>(
            std::lround(share * static_cast<double>(sorted.size() - 1)))]);
    };
    double low = quantile(0.01), high = quantile(0.99);
    if (!integer) {
        const double width = 0.5 * (quantile(0.8413) - quantile(0.1587)), median = quantile(0.5);
        if (width > 0) {
            low = std::max(low, median - coreWidths * width);
            high = std::min(high, median + coreWidths * width);
        }
    }
    if (integer) {
        const double width = std::max(1.0, std::ceil((high - low + 1) / bins));
        const int count = static_cast<int>(std::ceil((high - low + 1) / width));
        return Binning::uniform(count, low - 0.5, low - 0.5 + count * width);
    }
    const double middle = 0.5 * (low + high);
    // The upper edge is open: the margin keeps the percentile itself inside.
    const double half = std::max(0.5 * (high - low) * (1 + 1e-6), 1e-6 * (1 + std::abs(middle)));
    return Binning::uniform(bins, middle - half, middle + half);
}

BinnedSample::BinnedSample(const Binning& binning, std::span<const float> values)
    : m_bins(binning.size() + 3) {
    for (const float value : values) {
        std::size_t bin = binning.size() + 1; // above
        if (std::isnan(value))
            bin = binning.size() + 2;
        else if (value < binning.edges().front())
            bin = 0;
        else if (const auto inside = binning.find(value))
            bin = *inside + 1;
        m_entries.push_back({static_cast<std::uint32_t>(bin), 1.0F});
        m_offsets.push_back(m_entries.size());
    }
}

void BinnedSample::addEvent(std::span<const float> counts) {
    if (counts.size() != m_bins)
        throw UsageError("an event with another number of bins cannot join a binned sample");
    for (std::size_t bin = 0; bin < counts.size(); ++bin)
        if (counts[bin] != 0)
            m_entries.push_back({static_cast<std::uint32_t>(bin), counts[bin]});
    m_offsets.push_back(m_entries.size());
}

void BinnedSample::addTo(std::vector<double>& sums, std::size_t event, double weight) const {
    for (std::size_t i = m_offsets[event]; i < m_offsets[event + 1]; ++i)
        sums[m_entries[i].bin] += weight * m_entries[i].count;
}

std::vector<double> BinnedSample::sum(std::span<const double> weights) const {
    std::vector<double> sums(m_bins, 0.0);
    for (std::size_t event = 0; event < events(); ++event)
        if (weights[event] != 0)
            addTo(sums, event, weights[event]);
    return sums;
}

std::vector<double> BinnedSample::sumOf(std::span<const std::size_t> chosen) const {
    std::vector<double> sums(m_bins, 0.0);
    for (const std::size_t event : chosen)
        addTo(sums, event, 1);
    return sums;
}

std::vector<double> BinnedSample::sum() const {
    return sum(std::vector<double>(events(), 1.0));
}

std::vector<double> BinnedSample::sumOfSquares() const {
    std::vector<double> sums(m_bins, 0.0);
    for (const Entry& entry : m_entries)
        sums[entry.bin] += static_cast<double>(entry.count) * entry.count;
    return sums;
}

Measured separationFloor(const BinnedSample& truth, int splits, std::uint64_t seed) {
    const auto n = static_cast<double>(truth.events());
    if (n < 4)
        return {std::nan(""), std::nan("")};
    double sum = 0, squares = 0;
    forRandomHalves(truth.events(), splits, seed, [&](auto a, auto b) {
        const double s = separation(truth.sumOf(a), truth.sumOf(b));
        sum += s;
        squares += s * s;
    });
    const double mean = sum / splits;
    const double sd = std::sqrt(std::max(0.0, squares / splits - mean * mean));
    const double half = std::floor(n / 2);
    const double toWhole = (2 * half - 1) / (2 * n - 1);
    return {mean * toWhole, sd * toWhole};
}

} // namespace calolens
