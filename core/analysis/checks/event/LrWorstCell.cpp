// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/LrResidual.h"

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
/// -log10 of the probability that the largest of n standard normal numbers is above z.
double surprise(double z, double n) {
    const double tail = normalTail(z);
    if (tail <= 0)
        return 300;
    return std::max(0.0, -std::log10(-std::expm1(n * std::log1p(-tail))));
}

/// What the largest of n standard normal numbers is below with probability p.
double largestOf(double n, double p) {
    return normalQuantile(std::pow(p, 1 / n));
}

double cellsOfReadout(const Readout& readout) {
    double cells = 0;
    for (const LayerGrid& grid : readout.levels.front().grids())
        cells += static_cast<double>(grid.nEta) * grid.nPhi;
    return cells;
}

CheckResult run(const EventEvidence& evidence) {
    const std::vector<double> pulls = meanLrPulls(evidence);
    const auto [lowest, highest] = std::minmax_element(pulls.begin(), pulls.end());
    const auto cells = static_cast<double>(pulls.size());
    // A cell far below its measurement may be noise that made a cluster, which may have happened
    // anywhere in the detector; one far above it may not.
    const double added = surprise(*highest, cells);
    const Readout& readout = *evidence.event().readout;
    const double missing = surprise(-*lowest, cellsOfReadout(readout));
    Limits limits;
    limits.lookAbove = 2;
    limits.failAbove = 4;
    limits.origin = "probability 1 % and 0.01 % of so large a deviation in any cell (Sidak); for "
                    "energy that is missing, in any cell of the detector";
    CheckResult result = CheckResult::judged(std::max(added, missing), std::move(limits));
    // Deviations over their 1 % limits: unlike the probabilities, these never pile up at zero.
    result.setSuspicion(std::max(*highest / largestOf(cells, 0.99),
                                 -*lowest / largestOf(cellsOfReadout(readout), 0.99)));
    result.addNumber(
        {"largest_pull", "Most energy added, in units of the noise", "sigma", *highest});
    result.addNumber(
        {"smallest_pull", "Most energy missing, in units of the noise", "sigma", *lowest});
    result.addNumber({"worst_cell",
                      "Index of the LR cell",
                      {},
                      static_cast<double>((added >= missing ? highest : lowest) - pulls.begin())});
    if (const auto truth = evidence.truth(); !truth.empty()) {
        const std::vector<double> own = lrPulls(evidence, truth);
        result.addNumber({"truth_largest_pull", "The same of the truth", "sigma",
                          *std::max_element(own.begin(), own.end())});
        result.addNumber({"truth_smallest_pull", "The same of the truth", "sigma",
                          *std::min_element(own.begin(), own.end())});
    }
    return result;
}
} // namespace

EventCheck lrWorstCellCheck() {
    CheckInfo info;
    info.id = "lr-worst-cell";
    info.name = "Worst measured cell";
    info.question = "Is there one place where the picture contradicts the measurement?";
    info.formula = "-log10 p of the largest and the smallest (A mean - y) / sigma over LR cells, "
                   "p = 1 - (1 - tail)^n";
    info.explanation =
        "A lie in one place drowns in the average over all cells. Here the single cell that "
        "deviates most from its measurement is looked at, and the number of cells it was the worst "
        "of is accounted for. Energy that is missing is judged more leniently: a cell that noise "
        "alone lifted over the threshold is rightly empty in the picture.";
    info.reference = "Sidak, JASA 62 (1967) 626";
    info.valueName = "-log10 of the probability";
    info.needsNoise = true;
    return {std::move(info), run};
}

} // namespace calolens
