// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/Histogram.h"

#include "error/Error.h"

#include <cmath>
#include <numeric>

namespace calolens {

Histogram::Histogram(Binning binning)
    : m_binning(std::move(binning))
    , m_bins(m_binning.size()) {
}

void Histogram::fill(double x, double weight, double variance) {
    const auto bin = m_binning.find(x);
    Bin& target = bin ? m_bins[*bin] : x < m_binning.edges().front() ? m_underflow : m_overflow;
    target.content += weight;
    target.variance += variance;
}

void Histogram::setError(std::size_t bin, double error) {
    m_bins.at(bin).variance = error * error;
}

double Histogram::error(std::size_t bin) const {
    return std::sqrt(m_bins.at(bin).variance);
}

double Histogram::integral() const noexcept {
    return std::accumulate(m_bins.begin(), m_bins.end(), 0.0,
                           [](double sum, const Bin& bin) { return sum + bin.content; });
}

double Histogram::total() const noexcept {
    return m_underflow.content + integral() + m_overflow.content;
}

void Histogram::scale(double factor) noexcept {
    const auto apply = [factor](Bin& bin) {
        bin.content *= factor;
        bin.variance *= factor * factor;
    };
    for (Bin& bin : m_bins)
        apply(bin);
    apply(m_underflow);
    apply(m_overflow);
}

Histogram Histogram::withAxisScaled(double factor) const {
    std::vector<double> edges = m_binning.edges();
    for (double& edge : edges)
        edge *= factor;
    Histogram scaled = *this;
    scaled.m_binning = Binning(std::move(edges));
    return scaled;
}

std::vector<RatioPoint> ratio(const Histogram& numerator, const Histogram& denominator) {
    if (numerator.binning() != denominator.binning())
        throw UsageError("a ratio of histograms needs the same bins in both");
    std::vector<RatioPoint> points(numerator.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double d = denominator.content(i);
        if (d == 0)
            continue;
        const double value = numerator.content(i) / d;
        points[i] = {value,
                     std::hypot(numerator.error(i), value * denominator.error(i)) / std::abs(d),
                     true};
    }
    return points;
}

} // namespace calolens
