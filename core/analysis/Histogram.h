// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Binning.h"

#include <vector>

namespace calolens {

/// A weighted histogram with under- and overflow. Each bin holds a sum of weights and a variance.
class Histogram {
public:
    explicit Histogram(Binning binning);

    /// Counts an entry; its variance is weight^2 (Poisson statistics of weighted entries).
    void fill(double x, double weight = 1) { fill(x, weight, weight * weight); }
    /// Counts an entry whose weight has a variance of its own (0: exact), for example an energy
    /// measured with noise. NaN counts as overflow.
    void fill(double x, double weight, double variance);
    /// Sets the standard deviation of one bin, replacing what the entries gave.
    void setError(std::size_t bin, double error);

    [[nodiscard]] const Binning& binning() const noexcept { return m_binning; }
    [[nodiscard]] std::size_t size() const noexcept { return m_binning.size(); }
    [[nodiscard]] double content(std::size_t bin) const { return m_bins.at(bin).content; }
    [[nodiscard]] double error(std::size_t bin) const; ///< standard deviation of content(bin)
    [[nodiscard]] double underflow() const noexcept { return m_underflow.content; }
    [[nodiscard]] double overflow() const noexcept { return m_overflow.content; }
    [[nodiscard]] double
    integral() const noexcept;                   ///< sum of the bins, without under- and overflow
    [[nodiscard]] double total() const noexcept; ///< with under- and overflow

    /// Multiplies contents and errors, for example to change units.
    void scale(double factor) noexcept;
    /// The same contents on an axis multiplied by `factor` > 0, for example to change units.
    [[nodiscard]] Histogram withAxisScaled(double factor) const;

private:
    struct Bin {
        double content = 0;
        double variance = 0;
    };
    Binning m_binning;
    std::vector<Bin> m_bins;
    Bin m_underflow, m_overflow;
};

/// One bin of a ratio of histograms.
struct RatioPoint {
    double value = 0;
    double error = 0;
    bool defined = false; ///< false where the denominator is zero
};

/// Numerator over denominator, bin by bin. The errors of the two are propagated as independent.
/// @throws UsageError if the bins differ
[[nodiscard]] std::vector<RatioPoint> ratio(const Histogram& numerator,
                                            const Histogram& denominator);

} // namespace calolens
