// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/EvaluationParts.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
/// Truth with so many maxima or more counts together.
constexpr int mostMaxima = 6;

/// Rate of events, each with a share between 0 and 1, and its standard error.
Measured rate(const std::vector<double>& shares) {
    const auto n = static_cast<double>(shares.size());
    double sum = 0, squares = 0;
    for (const double share : shares) {
        sum += share;
        squares += share * share;
    }
    const double mean = sum / n;
    // Of no event or all: the error of one event among n + 2, as a sample of two more would have.
    const double variance = std::max(squares / n - mean * mean, (1 / (n + 2)) * (1 - 1 / (n + 2)));
    return {mean, std::sqrt(variance / n)};
}
} // namespace

void evaluateMaximaCounts(std::span<const EventRecord* const> records,
                          std::span<const ObservableInfo> observables, EvaluationReport& report) {
    const auto found =
        std::find_if(observables.begin(), observables.end(),
                     [](const ObservableInfo& info) { return info.name.starts_with("maxima_"); });
    if (found == observables.end())
        return;
    const auto index = static_cast<std::size_t>(found - observables.begin());
    const auto count = [&](const PictureRecord& picture) {
        return static_cast<int>(picture.observables[index]);
    };
    for (int maxima = 1; maxima <= mostMaxima; ++maxima) {
        std::vector<double> lr, sr, mean;
        for (const EventRecord* record : records) {
            const int truth = count(record->truth);
            if (std::min(truth, mostMaxima) != maxima)
                continue;
            lr.push_back(count(record->lr) == truth ? 1 : 0);
            mean.push_back(count(record->mean) == truth ? 1 : 0);
            const auto right =
                std::count_if(record->draws.begin(), record->draws.end(),
                              [&](const PictureRecord& draw) { return count(draw) == truth; });
            sr.push_back(static_cast<double>(right) / static_cast<double>(record->draws.size()));
        }
        if (!lr.empty())
            report.maximaCounts.push_back({maxima, maxima == mostMaxima,
                                           static_cast<std::int64_t>(lr.size()), rate(lr), rate(sr),
                                           rate(mean)});
    }
}

} // namespace calolens
