// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/InventedShare.h"

#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/summary/InputSummary.h"

#include <cmath>

namespace calolens {

double inventedShare(const LrBlocks& blocks, std::span<const float> x) {
    const std::vector<float> null = blocks.nullPart(x);
    double moved = 0, sum = 0;
    for (std::size_t i = 0; i < null.size(); ++i) {
        moved += std::abs(null[i]);
        sum += std::abs(x[i]);
    }
    return sum > 0 ? 0.5 * moved / sum : 0;
}

namespace {
CheckResult run(const EventEvidence& evidence) {
    const LrBlocks& blocks = evidence.blocks();
    double value = 0;
    for (int k = 0; k < evidence.draws(); ++k)
        value += inventedShare(blocks, evidence.draw(k)) / evidence.draws();
    CheckResult result = CheckResult::notJudged(
        value, "shown, not judged: how much has to be invented depends on the shower; compare with "
               "the truth's share on simulation, or give a summary of the training data, by which "
               "'picture-typicality' judges it");
    const double inventedOfMean = inventedShare(blocks, evidence.mean());
    result.addNumber(
        {"invented_share_of_mean", "The same of the mean of draws", {}, inventedOfMean});
    double agreed = 0, all = 0; // of the squared energies: these parts are orthogonal
    const std::vector<float> null = blocks.nullPart(evidence.mean());
    for (std::size_t i = 0; i < null.size(); ++i) {
        agreed += static_cast<double>(null[i]) * null[i];
        all += static_cast<double>(evidence.mean()[i]) * evidence.mean()[i];
    }
    result.addNumber({"null_share_squared",
                      "Null-space share of the squared energy, mean of draws",
                      {},
                      all > 0 ? agreed / all : 0});
    if (!evidence.truth().empty())
        result.addNumber({"truth_invented_share",
                          "The same of the truth",
                          {},
                          inventedShare(blocks, evidence.truth())});
    result.addMap(CellMap{"measured_part", "What the measurement fixes: A+ A mean", "MeV",
                          evidence.hrLevel(), false, blocks.measuredPart(evidence.mean())});
    result.addMap(CellMap{"invented_part", "What the model added: mean less its measured part",
                          "MeV", evidence.hrLevel(), true, null});
    return result;
}
} // namespace

EventCheck inventedShareCheck() {
    CheckInfo info;
    info.id = "invented-share";
    info.name = "Measured and invented";
    info.question = "What was measured, and what was invented?";
    info.formula = "x = A+ A x + (I - A+ A) x with A+ = A^T / m; share = sum |(I - A+ A) x| / "
                   "(2 sum |x|), mean over draws";
    info.explanation =
        "The measurement fixes the sum of the energies in each large cell, and nothing about how "
        "it is split among the small ones. The picture is therefore the sum of an even split, "
        "which was measured, and of differences within each large cell, which come from the model "
        "alone. The share is the part of the energy that the model had to move to make its "
        "picture. It is no fault: truth has such a part too. It is the part to be careful with.";
    info.reference = "range and null space of A; arXiv:2012.00646, section II";
    info.valueName = "share of the energy moved";
    return {std::move(info), run};
}

} // namespace calolens
