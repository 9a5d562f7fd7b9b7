// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/classifier/RocCurve.h"

#include "error/Error.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace calolens {

double rocArea(std::span<const float> scores, std::span<const std::uint8_t> labels) {
    if (scores.size() != labels.size())
        throw UsageError("a ROC curve needs one label for each score");
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
    double rankSum = 0, positives = 0;
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i; // of those with the same score, which share their mean rank
        while (end < order.size() && scores[order[end]] == scores[order[i]])
            ++end;
        const double rank = 0.5 * static_cast<double>(i + 1 + end);
        for (; i < end; ++i)
            if (labels[order[i]] != 0) {
                rankSum += rank;
                ++positives;
            }
    }
    const double negatives = static_cast<double>(scores.size()) - positives;
    if (positives == 0 || negatives == 0)
        return std::nan("");
    return (rankSum - 0.5 * positives * (positives + 1)) / (positives * negatives);
}

double rocAreaError(double area, double positives, double negatives) noexcept {
    const double q1 = area / (2 - area), q2 = 2 * area * area / (1 + area);
    const double variance = (area * (1 - area) + (positives - 1) * (q1 - area * area) +
                             (negatives - 1) * (q2 - area * area)) /
                            (positives * negatives);
    return std::sqrt(std::max(0.0, variance));
}

} // namespace calolens
