// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace calolens {

/// A number with its standard error.
struct Measured {
    double value = 0;
    double error = 0;
};

/// A statistic of weighted events: one or more numbers from one weight per event.
using WeightedStatistic = std::function<std::vector<double>(std::span<const double> weights)>;

/// Value and bootstrap error of a statistic over events (Efron 1979): the value is taken with all
/// weights one, the error is the standard deviation over replicas, each of which draws as many
/// events with replacement. All that belongs to an event (truth, LR, draws) is drawn with it.
/// Replicas in which a number is NaN are left out for that number; the error is 0 for one event.
[[nodiscard]] std::vector<Measured>
bootstrap(std::size_t events, const WeightedStatistic& statistic, int replicas, std::uint64_t seed);

/// Calls `use` with the members of the two halves of a random split of the events, `splits` times;
/// of an odd number one event is left out.
void forRandomHalves(
    std::size_t events, int splits, std::uint64_t seed,
    const std::function<void(std::span<const std::size_t>, std::span<const std::size_t>)>& use);

} // namespace calolens
