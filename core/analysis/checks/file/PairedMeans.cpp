// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/file/PairedMeans.h"

#include <numeric>

namespace calolens {

namespace {
constexpr int replicas = 200;

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}
} // namespace

Measured PairedMeans::ratio(std::uint64_t seed) const {
    return bootstrap(
        events(),
        [this](std::span<const double> w) {
            return std::vector{std::inner_product(w.begin(), w.end(), m_values.begin(), 0.0) /
                               std::inner_product(w.begin(), w.end(), m_expected.begin(), 0.0)};
        },
        replicas, seed)[0];
}

Measured PairedMeans::relativeDifference(std::uint64_t seed) const {
    return bootstrap(
        events(),
        [this](std::span<const double> w) {
            const auto sumOf = [w](const std::vector<double>& values) {
                return std::inner_product(w.begin(), w.end(), values.begin(), 0.0);
            };
            const double a = sumOf(m_values), b = sumOf(m_expected);
            return std::vector{a == b ? 0.0 : 2 * (a - b) / (a + b)};
        },
        replicas, seed)[0];
}

Measured PairedMeans::difference(std::uint64_t seed) const {
    return bootstrap(
        events(),
        [this](std::span<const double> w) {
            double sum = 0, all = 0;
            for (std::size_t i = 0; i < w.size(); ++i) {
                sum += w[i] * (m_values[i] - m_expected[i]);
                all += w[i];
            }
            return std::vector{sum / all};
        },
        replicas, seed)[0];
}

double PairedMeans::mean() const {
    return meanOf(m_values);
}

double PairedMeans::meanExpected() const {
    return meanOf(m_expected);
}

} // namespace calolens
