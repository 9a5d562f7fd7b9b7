// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/EvaluationParts.h"

namespace calolens {

void evaluateTwoMaxima(std::span<const EventRecord* const> records,
                       const EvaluationSettings& settings, EvaluationReport& report) {
    TwoMaximaReport result;
    for (const EventRecord* record : records) {
        result.pairs += static_cast<std::int64_t>(record->truth.pairs.size());
        for (const std::uint8_t two : record->truth.pairs)
            result.pairsGivenTwo += two;
    }
    if (result.pairs == 0)
        return;
    const auto measured = bootstrap(
        records.size(),
        [&](std::span<const double> weights) {
            double all = 0, truth = 0, sr = 0, mean = 0, lr = 0, srAndTruth = 0;
            for (std::size_t i = 0; i < records.size(); ++i) {
                const EventRecord& record = *records[i];
                for (std::size_t p = 0; p < record.truth.pairs.size(); ++p) {
                    double drawn = 0;
                    for (const PictureRecord& draw : record.draws)
                        drawn += draw.pairs[p];
                    drawn *= weights[i] / static_cast<double>(record.draws.size());
                    all += weights[i];
                    truth += weights[i] * record.truth.pairs[p];
                    lr += weights[i] * record.lr.pairs[p];
                    mean += weights[i] * record.mean.pairs[p];
                    sr += drawn;
                    srAndTruth += drawn * record.truth.pairs[p];
                }
            }
            return std::vector{truth / all, sr / all,           mean / all,
                               lr / all,    srAndTruth / truth, (sr - srAndTruth) / (all - truth)};
        },
        settings.replicas, settings.seed);
    result.truth = measured[0];
    result.sr = measured[1];
    result.srMean = measured[2];
    result.lr = measured[3];
    result.srGivenTwo = measured[4];
    result.srGivenOne = measured[5];
    report.twoMaxima = result;
}

} // namespace calolens
