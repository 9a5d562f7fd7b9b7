// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/HallucinationMap.h"

#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/event/EventChecks.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
/// Mean and standard deviation per cell of some of the draws' null-space parts.
struct NullMoments {
    std::vector<double> sum, squares;
    double count = 0;

    [[nodiscard]] double mean(std::size_t i) const { return sum[i] / count; }
    [[nodiscard]] double width(std::size_t i) const {
        const double m = mean(i);
        const double variance = std::max(0.0, (squares[i] - count * m * m) / (count - 1));
        return std::max(std::sqrt(variance), leastNullSpread) * std::sqrt(1 + 1 / count);
    }
};

std::vector<std::vector<float>> nullParts(const EventEvidence& evidence) {
    std::vector<std::vector<float>> parts;
    for (int k = 0; k < evidence.draws(); ++k)
        parts.push_back(evidence.blocks().nullPart(evidence.draw(k)));
    return parts;
}

NullMoments momentsOf(const std::vector<std::vector<float>>& parts, std::size_t leftOut) {
    const std::size_t cells = parts.front().size();
    NullMoments moments{std::vector(cells, 0.0), std::vector(cells, 0.0), 0};
    for (std::size_t k = 0; k < parts.size(); ++k) {
        if (k == leftOut)
            continue;
        ++moments.count;
        for (std::size_t i = 0; i < cells; ++i) {
            moments.sum[i] += parts[k][i];
            moments.squares[i] += static_cast<double>(parts[k][i]) * parts[k][i];
        }
    }
    return moments;
}

double confidentlyWrong(const NullMoments& moments, const std::vector<float>& truth) {
    const double limit = studentQuantile(0.975, static_cast<int>(moments.count) - 1);
    double energy = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const double error = std::abs(moments.mean(i) - truth[i]);
        if (error > limit * moments.width(i))
            energy += 0.5 * error;
    }
    return energy;
}

CheckResult run(const EventEvidence& evidence) {
    const Exchange exchange = hallucinatedEnergy(evidence);
    CheckResult result =
        judgedByExchange(exchange, evidence.lrEnergy() > 0 ? 1 / evidence.lrEnergy() : NAN);
    std::vector<float> map = hallucinationMap(evidence);
    const double limit = studentQuantile(0.975, evidence.draws() - 1);
    const auto flagged =
        std::count_if(map.begin(), map.end(), [limit](float z) { return std::abs(z) > limit; });
    result.addNumber(
        {"flagged_cells", "Cells outside the central 95 %", {}, static_cast<double>(flagged)});
    result.addNumber({"flagged_share",
                      "Their share of the cells",
                      {},
                      static_cast<double>(flagged) / static_cast<double>(map.size())});
    result.addNumber(
        {"hallucinated_mev", "Null-space error in these cells", "MeV", exchange.truth});
    result.addMap(CellMap{"hallucination",
                          "Null-space error in units of the draws' spread",
                          {},
                          evidence.hrLevel(),
                          true,
                          std::move(map)});
    return result;
}
} // namespace

std::vector<float> hallucinationMap(const EventEvidence& evidence) {
    const auto parts = nullParts(evidence);
    const NullMoments moments = momentsOf(parts, parts.size());
    const std::vector<float> truth = evidence.blocks().nullPart(evidence.truth());
    std::vector<float> map(truth.size());
    for (std::size_t i = 0; i < map.size(); ++i)
        map[i] = static_cast<float>((moments.mean(i) - truth[i]) / moments.width(i));
    return map;
}

Exchange hallucinatedEnergy(const EventEvidence& evidence) {
    const auto parts = nullParts(evidence);
    Exchange exchange;
    exchange.truth = confidentlyWrong(momentsOf(parts, parts.size()),
                                      evidence.blocks().nullPart(evidence.truth()));
    for (std::size_t l = 0; l < parts.size(); ++l)
        exchange.draws.push_back(confidentlyWrong(momentsOf(parts, l), parts[l]));
    return exchange;
}

EventCheck hallucinationMapCheck() {
    CheckInfo info;
    info.id = "hallucination-map";
    info.name = "Hallucination map";
    info.question = "Where is the picture wrong in what it invented, and sure of it?";
    info.formula = "z_i = ((I - A+ A)(mean - x*))_i / (s_i sqrt(1 + 1/K)), s_i = spread of the "
                   "null-space part over draws, at least 1 MeV; value = sum of |error| / 2 over "
                   "cells with |z| beyond the central 95 %, over the LR energy";
    info.explanation =
        "Of the difference between picture and truth only the part counts that the measurement "
        "could not have shown: what the model added. Divided by the spread that the draws claim "
        "for it, a large number means that the model was wrong and did not know it. The usual "
        "value for this event is that of a draw in the place of truth.";
    info.reference = "Bhadra et al., arXiv:2012.00646";
    info.valueName = "confidently wrong energy over LR energy";
    info.fewestDraws = 4;
    info.needsTruth = true;
    return {std::move(info), run};
}

} // namespace calolens
