// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/UnsupportedEnergy.h"

#include "analysis/checks/event/EventChecks.h"

#include <algorithm>

namespace calolens {

std::vector<float> unsupportedEnergy(const EventEvidence& evidence) {
    const LrBlocks& blocks = evidence.blocks();
    const std::vector<double> sums = blocks.sum(evidence.mean());
    std::vector<float> energy(evidence.draw(0).begin(), evidence.draw(0).end());
    for (int k = 1; k < evidence.draws(); ++k)
        for (std::size_t i = 0; i < energy.size(); ++i)
            energy[i] = std::min(energy[i], evidence.draw(k)[i]);
    for (std::size_t i = 0; i < energy.size(); ++i) {
        const std::size_t j = blocks.lrOf(i);
        const auto excess = static_cast<float>(sums[j] - evidence.event().lr().energy[j]);
        energy[i] = std::max(0.0F, std::min(energy[i], excess));
    }
    return energy;
}

namespace {
CheckResult run(const EventEvidence& evidence) {
    std::vector<float> energy = unsupportedEnergy(evidence);
    double value = 0;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < energy.size(); ++i) {
        const double significance = energy[i] / evidence.noise()[evidence.blocks().lrOf(i)];
        if (significance > value) {
            value = significance;
            worst = i;
        }
    }
    Limits limits;
    limits.lookAbove = 1.25;
    limits.failAbove = 2;
    limits.origin = "chosen: of the pictures of a right model about one in a hundred is above the "
                    "first and none in a thousand above the second (docs/checks.md)";
    CheckResult result = CheckResult::judged(value, std::move(limits));
    result.addNumber({"worst_cell", "Index of the HR cell", {}, static_cast<double>(worst)});
    result.addNumber({"worst_energy", "Energy there", "MeV", energy.empty() ? 0 : energy[worst]});
    result.addMap({"unsupported_energy", "Energy in all draws that was not measured", "MeV",
                   evidence.hrLevel(), false, std::move(energy)});
    return result;
}
} // namespace

EventCheck unsupportedEnergyCheck() {
    CheckInfo info;
    info.id = "unsupported-energy";
    info.name = "Certain and not measured";
    info.question = "Is there a cell that all draws fill although nothing was measured for it?";
    info.formula = "largest, over HR cells, of min(least energy over draws, A mean - y of the LR "
                   "cell) / sigma";
    info.explanation =
        "The mean of the draws may lie above the measured energy of a large cell: noise took some "
        "away, and the model gives it back. It then does not know where to, and one draw or "
        "another "
        "leaves each small cell empty. A blob that was put into the picture is different: it is "
        "there in every draw. Energy that every draw puts into one small cell, and that the large "
        "cell around it was not measured to hold, is the mark of such a blob.";
    info.reference = "docs/checks.md";
    info.valueName = "energy that is certain and not measured";
    info.unit = "sigma";
    info.fewestDraws = 4;
    info.needsNoise = true;
    return {std::move(info), run};
}

} // namespace calolens
