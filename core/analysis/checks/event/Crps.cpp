// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/Scores.h"

#include <cmath>

namespace calolens {

namespace {
/// Sums of distances between draws of one cell.
struct Distances {
    double toTruth = 0;
    std::vector<double> toOthers; ///< per draw: sum over the other draws
    double pairs = 0;             ///< sum over pairs k < l

    Distances(std::span<const double> draws, double truth)
        : toOthers(draws.size(), 0.0) {
        for (std::size_t k = 0; k < draws.size(); ++k) {
            toTruth += std::abs(draws[k] - truth);
            for (std::size_t l = 0; l < k; ++l) {
                const double d = std::abs(draws[k] - draws[l]);
                toOthers[k] += d;
                toOthers[l] += d;
                pairs += d;
            }
        }
    }
    [[nodiscard]] double score() const {
        const auto k = static_cast<double>(toOthers.size());
        return toTruth / k - pairs / (k * (k - 1));
    }
    /// With draw l in the place of truth.
    [[nodiscard]] double scoreOf(std::size_t l) const {
        const double k = static_cast<double>(toOthers.size()) - 1;
        return toOthers[l] / k - (pairs - toOthers[l]) / (k * (k - 1));
    }
};

std::vector<double> drawsOfCell(const EventEvidence& evidence, std::size_t i) {
    std::vector<double> draws;
    for (int k = 0; k < evidence.draws(); ++k)
        draws.push_back(evidence.draw(k)[i]);
    return draws;
}

CheckResult run(const EventEvidence& evidence) {
    const Exchange exchange = crps(evidence);
    CheckResult result =
        judgedByExchange(exchange, evidence.lrEnergy() > 0 ? 1 / evidence.lrEnergy() : NAN);
    result.addNumber({"crps_mev", "Sum of CRPS over cells", "MeV", exchange.truth});
    result.addMap(CellMap{"crps", "CRPS", "MeV", evidence.hrLevel(), true, crpsPerCell(evidence)});
    return result;
}
} // namespace

double fairCrps(std::span<const double> draws, double truth) {
    return Distances(draws, truth).score();
}

std::vector<float> crpsPerCell(const EventEvidence& evidence) {
    std::vector<float> scores;
    for (std::size_t i = 0; i < evidence.truth().size(); ++i)
        scores.push_back(
            static_cast<float>(fairCrps(drawsOfCell(evidence, i), evidence.truth()[i])));
    return scores;
}

Exchange crps(const EventEvidence& evidence) {
    Exchange exchange;
    exchange.draws.assign(static_cast<std::size_t>(evidence.draws()), 0.0);
    for (std::size_t i = 0; i < evidence.truth().size(); ++i) {
        const Distances distances(drawsOfCell(evidence, i), evidence.truth()[i]);
        exchange.truth += distances.score();
        for (std::size_t l = 0; l < exchange.draws.size(); ++l)
            exchange.draws[l] += distances.scoreOf(l);
    }
    return exchange;
}

EventCheck crpsCheck() {
    CheckInfo info;
    info.id = "crps";
    info.name = "Cell energies as a forecast";
    info.question = "How good are the draws as a probability, cell by cell?";
    info.formula =
        "sum over cells of mean_k |x_k - x*| - sum_{k != l} |x_k - x_l| / (2 K (K - 1)), "
        "over the LR energy";
    info.explanation =
        "The continuous ranked probability score is the error of a forecast that states its "
        "uncertainty: the mean distance of the draws from truth, less what they lie apart "
        "anyway. For one certain draw it is the absolute error. It is smallest, on average, for "
        "the right distribution, and for no other: claiming too much or too little certainty "
        "both cost. The usual value for this event is that of a draw in the place of truth.";
    info.reference = "Gneiting and Raftery, JASA 102 (2007) 359; fair form: Ferro, QJRMS 140 "
                     "(2014) 1917";
    info.valueName = "sum of CRPS over LR energy";
    info.fewestDraws = 4;
    info.needsTruth = true;
    return {std::move(info), run};
}

} // namespace calolens
