// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
std::vector<float> presence(const EventEvidence& evidence) {
    std::vector<float> share(evidence.mean().size(), 0.0F);
    for (int k = 0; k < evidence.draws(); ++k) {
        const auto x = evidence.draw(k);
        for (std::size_t i = 0; i < x.size(); ++i)
            share[i] += x[i] > 0 ? 1.0F : 0.0F;
    }
    for (float& s : share)
        s /= static_cast<float>(evidence.draws());
    return share;
}

CheckResult run(const EventEvidence& evidence) {
    double mean = 0, squares = 0;
    std::vector<double> energies;
    for (int k = 0; k < evidence.draws(); ++k) {
        const auto x = evidence.draw(k);
        energies.push_back(std::accumulate(x.begin(), x.end(), 0.0));
        mean += energies.back() / evidence.draws();
    }
    for (const double e : energies)
        squares += (e - mean) * (e - mean);
    const double sd = std::sqrt(squares / (evidence.draws() - 1));
    double variance = 0;
    for (const double sigma : evidence.noise())
        variance += sigma * sigma;
    Limits limits;
    limits.lookAbove = 1.5;
    limits.failAbove = 3;
    limits.origin = "one is the noise of the sum of the LR cells, which is known; 1.5 and 3 are "
                    "chosen";
    CheckResult result = CheckResult::judged(sd / std::sqrt(variance), std::move(limits));
    const bool allAlike = std::all_of(evidence.spread().begin(), evidence.spread().end(),
                                      [](float s) { return !(s > 0); });
    if (allAlike)
        result.fail("all draws are the same: the model claims to be certain of everything");
    result.addNumber({"event_energy", "Event energy, mean of draws", "MeV", mean});
    result.addNumber({"event_energy_spread", "Its standard deviation over draws", "MeV", sd});
    result.addNumber({"lr_noise", "Noise of the sum of the LR cells", "MeV", std::sqrt(variance)});
    const int level = evidence.hrLevel();
    result.addMap(CellMap{"mean", "Mean of draws", "MeV", level, false, evidence.mean()});
    result.addMap(
        CellMap{"spread", "Standard deviation over draws", "MeV", level, false, evidence.spread()});
    result.addMap(
        CellMap{"presence", "Share of draws with energy", {}, level, false, presence(evidence)});
    return result;
}
} // namespace

EventCheck ensembleSpreadCheck() {
    CheckInfo info;
    info.id = "ensemble-spread";
    info.name = "Spread of the draws";
    info.question = "How sure is the model of the event's energy?";
    info.formula = "standard deviation over draws of sum x, over sqrt(sum sigma^2) of the LR cells";
    info.explanation =
        "Every draw is one picture that the model holds possible. Where the draws agree the model "
        "is sure, where they differ it is not; the maps show mean, spread and the share of draws "
        "in which a cell holds energy at all. For the event's energy there is something to compare "
        "with: whoever knows the measured cells knows their sum to within its noise, so draws "
        "should not differ by more. Draws that do not differ at all are no sign of quality.";
    info.reference = "docs/checks.md";
    info.valueName = "spread of the event energy over its LR noise";
    info.fewestDraws = 2;
    info.needsNoise = true;
    return {std::move(info), run};
}

} // namespace calolens
