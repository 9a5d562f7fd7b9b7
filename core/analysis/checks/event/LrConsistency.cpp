// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/LrResidual.h"

#include <cmath>

namespace calolens {

namespace {
CellMap pullMap(const char* name, const char* title, const std::vector<double>& pulls) {
    return {name, title, "sigma", 0, true, std::vector<float>(pulls.begin(), pulls.end())};
}

CheckResult run(const EventEvidence& evidence) {
    const auto cells = static_cast<double>(evidence.event().lr().size());
    Limits limits;
    limits.failBelow = chiSquareQuantile(5e-5, cells) / cells;
    limits.lookBelow = chiSquareQuantile(5e-3, cells) / cells;
    limits.lookAbove = chiSquareQuantile(1 - 5e-3, cells) / cells;
    limits.failAbove = chiSquareQuantile(1 - 5e-5, cells) / cells;
    limits.origin = "chi-square distribution with as many degrees of freedom as LR cells, central "
                    "99 % and 99.99 %";
    const double value = drawsChiSquare(evidence);
    CheckResult result = CheckResult::judged(value, std::move(limits));
    // Far below one is as wrong as far above: the noise was copied.
    result.setSuspicion(std::abs(std::log(std::max(value, 1e-6))));
    const std::vector<double> pulls = meanLrPulls(evidence);
    result.addNumber(
        {"chi2_of_mean", "Chi-square per LR cell of the mean of draws", {}, meanSquare(pulls)});
    result.addMap(pullMap("lr_pull", "Mean of draws less measured, in units of the noise", pulls));
    if (const auto truth = evidence.truth(); !truth.empty()) {
        const std::vector<double> own = lrPulls(evidence, truth);
        result.addNumber(
            {"truth_chi2", "Chi-square per LR cell of the truth", {}, meanSquare(own)});
        result.addMap(pullMap("truth_lr_pull", "Truth less measured, in units of the noise", own));
    }
    return result;
}
} // namespace

EventCheck lrConsistencyCheck() {
    CheckInfo info;
    info.id = "lr-consistency";
    info.name = "Agreement with the measurement";
    info.question = "Does the picture agree with what was measured?";
    info.formula = "chi2/n = mean over draws and LR cells of ((A x - y) / sigma)^2; A sums the HR "
                   "cells of an LR cell, y is the measured energy, sigma its noise";
    info.explanation =
        "The small cells of a picture, summed, must give the large cells that were measured, up to "
        "their noise. The noise is in the measurement and not in the truth, so zero is the wrong "
        "target: truth itself lies about one sigma away from each measured cell. A picture that is "
        "closer has copied the noise, one that is farther away contradicts the measurement.";
    info.reference = "chi-square test; data consistency of inverse problems, arXiv:2011.08698";
    info.valueName = "chi-square per LR cell";
    info.needsNoise = true;
    return {std::move(info), run};
}

} // namespace calolens
