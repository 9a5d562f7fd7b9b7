// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/FalseMissedEnergy.h"

#include "analysis/checks/event/EventChecks.h"

#include <cmath>
#include <limits>

namespace calolens {

namespace {
/// Energy of `picture` in cells in which `other` has none, MeV.
double energyOutside(std::span<const float> picture, std::span<const float> other) {
    double sum = 0;
    for (std::size_t i = 0; i < picture.size(); ++i)
        if (!(other[i] > 0))
            sum += picture[i];
    return sum;
}

using Overlap = double (*)(std::span<const float> draw, std::span<const float> reference);

Exchange exchangeOf(const EventEvidence& evidence, Overlap overlap) {
    Exchange exchange;
    const int draws = evidence.draws();
    const auto meanAgainst = [&](std::span<const float> reference, int leftOut) {
        double sum = 0;
        for (int k = 0; k < draws; ++k)
            sum += k == leftOut ? 0 : overlap(evidence.draw(k), reference);
        return sum / (leftOut < 0 ? draws : draws - 1);
    };
    exchange.truth = meanAgainst(evidence.truth(), -1);
    for (int l = 0; l < draws; ++l)
        exchange.draws.push_back(meanAgainst(evidence.draw(l), l));
    return exchange;
}

double falseOf(std::span<const float> draw, std::span<const float> reference) {
    return energyOutside(draw, reference);
}

double missedOf(std::span<const float> draw, std::span<const float> reference) {
    return energyOutside(reference, draw);
}

double overLr(const EventEvidence& evidence) {
    return evidence.lrEnergy() > 0 ? 1 / evidence.lrEnergy() : NAN;
}

/// `energy` over the spread of the draws; no number where all draws are alike.
std::vector<float> inSpreads(const std::vector<float>& energy, const std::vector<float>& spread) {
    std::vector<float> result;
    for (std::size_t i = 0; i < energy.size(); ++i)
        result.push_back(spread[i] > 0    ? energy[i] / spread[i]
                         : energy[i] == 0 ? 0.0F
                                          : std::numeric_limits<float>::quiet_NaN());
    return result;
}

CheckResult finished(const EventEvidence& evidence, const Exchange& exchange,
                     const std::string& name, const std::string& title, std::vector<float> energy) {
    CheckResult result = judgedByExchange(exchange, overLr(evidence));
    result.addNumber({name + "_mev", title, "MeV", exchange.truth});
    const int level = evidence.hrLevel();
    result.addMap(CellMap{name + "_in_spreads",
                          title + ", in spreads of the draws",
                          {},
                          level,
                          false,
                          inSpreads(energy, evidence.spread())});
    result.addMap(CellMap{name, title, "MeV", level, false, std::move(energy)});
    return result;
}

CheckResult runFalse(const EventEvidence& evidence) {
    std::vector<float> energy = evidence.mean();
    for (std::size_t i = 0; i < energy.size(); ++i)
        if (evidence.truth()[i] > 0)
            energy[i] = 0;
    return finished(evidence, falseEnergy(evidence), "false_energy",
                    "Energy where truth has none, mean of draws", std::move(energy));
}

CheckResult runMissed(const EventEvidence& evidence) {
    std::vector<float> energy(evidence.truth().size(), 0.0F);
    for (int k = 0; k < evidence.draws(); ++k)
        for (std::size_t i = 0; i < energy.size(); ++i)
            if (!(evidence.draw(k)[i] > 0))
                energy[i] += evidence.truth()[i] / static_cast<float>(evidence.draws());
    return finished(evidence, missedEnergy(evidence), "missed_energy",
                    "True energy where draws have none, mean over draws", std::move(energy));
}

CheckInfo infoOf(const char* id, const char* name, const char* question, const char* formula) {
    CheckInfo info;
    info.id = id;
    info.name = name;
    info.question = question;
    info.formula = formula;
    info.explanation =
        "False energy lies in cells that are empty in truth, missed energy is truth's in cells "
        "that the picture leaves empty. Neither can be nil, since the measurement does not say "
        "which small cells were hit. How much is usual for this event is found by putting each "
        "draw in the place of truth; more than that is a hallucination, or an omission.";
    info.reference = "docs/checks.md";
    info.valueName = "energy over LR energy";
    info.fewestDraws = 4;
    info.needsTruth = true;
    return info;
}
} // namespace

Exchange falseEnergy(const EventEvidence& evidence) {
    return exchangeOf(evidence, falseOf);
}

Exchange missedEnergy(const EventEvidence& evidence) {
    return exchangeOf(evidence, missedOf);
}

EventCheck falseEnergyCheck() {
    return {infoOf("false-energy", "False energy", "Is there energy where truth has none?",
                   "mean over draws of the sum of x over cells with x* = 0, over the LR energy"),
            runFalse};
}

EventCheck missedEnergyCheck() {
    return {infoOf("missed-energy", "Missed energy", "Is energy missing where truth has some?",
                   "mean over draws of the sum of x* over cells with x = 0, over the LR energy"),
            runMissed};
}

} // namespace calolens
