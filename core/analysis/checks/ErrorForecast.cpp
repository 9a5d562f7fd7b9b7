// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/ErrorForecast.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr int replicas = 200;
constexpr double leastRange = 0.05;

/// Weighted mean ranks.
std::vector<double> ranksOf(std::span<const double> x, std::span<const double> weights) {
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [x](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    std::vector<double> ranks(x.size());
    double below = 0;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        double here = 0;
        while (last < order.size() && x[order[last]] == x[order[first]])
            here += weights[order[last++]];
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = below + 0.5 * here;
        below += here;
        first = last;
    }
    return ranks;
}

double weightedMean(std::span<const double> x, std::span<const double> weights) {
    return std::inner_product(x.begin(), x.end(), weights.begin(), 0.0) /
           std::accumulate(weights.begin(), weights.end(), 0.0);
}

double weightedCorrelation(std::span<const double> x, std::span<const double> y,
                           std::span<const double> weights) {
    const double mx = weightedMean(x, weights), my = weightedMean(y, weights);
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += weights[i] * (x[i] - mx) * (x[i] - mx);
        yy += weights[i] * (y[i] - my) * (y[i] - my);
        xy += weights[i] * (x[i] - mx) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : NAN;
}
} // namespace

std::vector<double> withoutTrend(std::span<const double> t, std::span<const double> y) {
    if (y.empty())
        return {};
    std::vector<double> left(y.begin(), y.end());
    if (std::all_of(left.begin(), left.end(), [](double v) { return v > 0; }))
        for (double& v : left)
            v = std::log(v);
    const std::vector<double> ones(t.size(), 1.0);
    const double mt = weightedMean(t, ones), my = weightedMean(left, ones);
    double tt = 0, ty = 0;
    for (std::size_t i = 0; i < t.size(); ++i) {
        tt += (t[i] - mt) * (t[i] - mt);
        ty += (t[i] - mt) * (left[i] - my);
    }
    const auto [low, high] = std::minmax_element(t.begin(), t.end());
    const double slope = *high - *low > leastRange ? ty / tt : 0;
    for (std::size_t i = 0; i < t.size(); ++i)
        left[i] -= my + slope * (t[i] - mt);
    return left;
}

double weightedSpearman(std::span<const double> x, std::span<const double> y,
                        std::span<const double> weights) {
    return weightedCorrelation(ranksOf(x, weights), ranksOf(y, weights), weights);
}

Measured rankCorrelation(std::span<const double> x, std::span<const double> y, std::uint64_t seed) {
    return bootstrap(
        x.size(),
        [x, y](std::span<const double> w) { return std::vector{weightedSpearman(x, y, w)}; },
        replicas, seed)[0];
}

} // namespace calolens
