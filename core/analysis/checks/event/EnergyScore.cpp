// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/Scores.h"

#include <cmath>

namespace calolens {

namespace {
double distance(std::span<const float> a, std::span<const float> b) {
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double d = static_cast<double>(a[i]) - b[i];
        squares += d * d;
    }
    return std::sqrt(squares);
}

CheckResult run(const EventEvidence& evidence) {
    const Exchange exchange = energyScore(evidence);
    CheckResult result =
        judgedByExchange(exchange, evidence.lrEnergy() > 0 ? 1 / evidence.lrEnergy() : NAN);
    result.addNumber({"energy_score_mev", "Energy score", "MeV", exchange.truth});
    return result;
}
} // namespace

Exchange energyScore(const EventEvidence& evidence) {
    const int draws = evidence.draws();
    const double k = draws;
    double toTruth = 0, pairs = 0;
    std::vector<double> toOthers(static_cast<std::size_t>(draws), 0.0);
    for (int a = 0; a < draws; ++a) {
        toTruth += distance(evidence.draw(a), evidence.truth());
        for (int b = 0; b < a; ++b) {
            const double d = distance(evidence.draw(a), evidence.draw(b));
            toOthers[static_cast<std::size_t>(a)] += d;
            toOthers[static_cast<std::size_t>(b)] += d;
            pairs += d;
        }
    }
    Exchange exchange;
    exchange.truth = toTruth / k - pairs / (k * (k - 1));
    for (const double own : toOthers)
        exchange.draws.push_back(own / (k - 1) - (pairs - own) / ((k - 1) * (k - 2)));
    return exchange;
}

EventCheck energyScoreCheck() {
    CheckInfo info;
    info.id = "energy-score";
    info.name = "The picture as a forecast";
    info.question = "How good are the draws as a probability of whole pictures?";
    info.formula = "mean_k |x_k - x*| - sum_{k != l} |x_k - x_l| / (2 K (K - 1)) with Euclidean "
                   "norms over all cells, over the LR energy";
    info.explanation =
        "As the CRPS, but for the picture as a whole: the distance is that between two pictures. "
        "It is dominated by the hot cells, where the energy is.";
    info.reference = "Gneiting and Raftery, JASA 102 (2007) 359";
    info.valueName = "energy score over LR energy";
    info.fewestDraws = 4;
    info.needsTruth = true;
    return {std::move(info), run};
}

} // namespace calolens
