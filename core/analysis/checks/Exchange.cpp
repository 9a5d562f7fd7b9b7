// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/Exchange.h"

#include "analysis/checks/TestQuantiles.h"

#include <cmath>
#include <numeric>

namespace calolens {

double Exchange::mean() const {
    return std::accumulate(draws.begin(), draws.end(), 0.0) / static_cast<double>(draws.size());
}

double Exchange::sd() const {
    const double centre = mean();
    double squares = 0;
    for (const double v : draws)
        squares += (v - centre) * (v - centre);
    return std::sqrt(squares / static_cast<double>(draws.size() - 1));
}

CheckResult judgedByExchange(const Exchange& exchange, double scale) {
    const auto k = static_cast<int>(exchange.draws.size());
    const double mean = scale * exchange.mean();
    const double width = scale * exchange.sd() * std::sqrt(1 + 1.0 / k);
    Limits limits;
    limits.lookAbove = mean + studentQuantile(0.99, k - 1) * width;
    limits.failAbove = mean + studentQuantile(0.999, k - 1) * width;
    limits.origin = "each draw in the place of truth: 99 % and 99.9 % quantiles of Student's t "
                    "about these values";
    const double value = scale * exchange.truth;
    CheckResult result = CheckResult::judged(value, std::move(limits));
    result.addNumber({"expected", "Mean with a draw in the place of truth", {}, mean});
    result.addNumber(
        {"expected_spread", "Its standard deviation over draws", {}, scale * exchange.sd()});
    return result;
}

} // namespace calolens
