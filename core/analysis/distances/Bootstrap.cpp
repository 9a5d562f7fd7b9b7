// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/Bootstrap.h"

#include "random/RandomStream.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
/// Mean and variance of numbers that come one by one (Welford).
struct Moments {
    double count = 0, mean = 0, squares = 0;
    void add(double x) {
        ++count;
        const double step = x - mean;
        mean += step / count;
        squares += step * (x - mean);
    }
    [[nodiscard]] double sd() const { return count > 1 ? std::sqrt(squares / (count - 1)) : 0; }
};
} // namespace

std::vector<Measured> bootstrap(std::size_t events, const WeightedStatistic& statistic,
                                int replicas, std::uint64_t seed) {
    std::vector<double> weights(events, 1.0);
    const std::vector<double> values = statistic(weights);
    std::vector<Moments> moments(values.size());
    for (int replica = 0; replica < replicas && events > 1; ++replica) {
        RandomStream random(seed, RandomPurpose::Initialisation,
                            static_cast<std::uint64_t>(replica));
        std::fill(weights.begin(), weights.end(), 0.0);
        for (std::size_t i = 0; i < events; ++i)
            weights[random.below(static_cast<std::uint32_t>(events))] += 1;
        const std::vector<double> resampled = statistic(weights);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (std::isfinite(resampled[i]))
                moments[i].add(resampled[i]);
    }
    std::vector<Measured> result;
    for (std::size_t i = 0; i < values.size(); ++i)
        result.push_back({values[i], moments[i].sd()});
    return result;
}

void forRandomHalves(
    std::size_t events, int splits, std::uint64_t seed,
    const std::function<void(std::span<const std::size_t>, std::span<const std::size_t>)>& use) {
    std::vector<std::size_t> order(events);
    const std::size_t half = events / 2;
    for (int split = 0; split < splits; ++split) {
        RandomStream random(seed, RandomPurpose::Initialisation, static_cast<std::uint64_t>(split),
                            1);
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = events; i > 1; --i)
            std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
        const std::span<const std::size_t> all(order);
        use(all.first(half), all.subspan(half, half));
    }
}

} // namespace calolens
