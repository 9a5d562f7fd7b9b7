// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/TwoReplica.h"

#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/event/EventChecks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
using Pattern = std::vector<bool>;

Pattern patternOf(std::span<const float> x, const std::vector<std::size_t>& cells) {
    Pattern pattern;
    for (const std::size_t i : cells)
        pattern.push_back(x[i] > 0);
    return pattern;
}

double meanOf(const std::vector<double>& values) {
    return values.empty() ? 0
                          : std::accumulate(values.begin(), values.end(), 0.0) /
                                static_cast<double>(values.size());
}
} // namespace

double ReplicaAgreement::meanDrawDraw() const {
    return meanOf(drawDraw);
}

double ReplicaAgreement::meanDrawTruth() const {
    return meanOf(drawTruth);
}

ReplicaAgreement replicaAgreement(const EventEvidence& evidence) {
    ReplicaAgreement agreement;
    const int draws = evidence.draws();
    const auto truth = evidence.truth();
    for (std::size_t j = 0; j < evidence.blocks().lrCells(); ++j) {
        const std::vector<std::size_t>& cells = evidence.blocks().cellsOf(j);
        std::vector<Pattern> patterns;
        for (int k = 0; k < draws; ++k)
            patterns.push_back(patternOf(evidence.draw(k), cells));
        int same = 0;
        for (std::size_t k = 0; k < patterns.size(); ++k)
            same += static_cast<int>(std::count(
                patterns.begin(), patterns.begin() + static_cast<std::ptrdiff_t>(k), patterns[k]));
        agreement.drawDraw.push_back(same / (0.5 * draws * (draws - 1)));
        if (!truth.empty())
            agreement.drawTruth.push_back(
                static_cast<double>(
                    std::count(patterns.begin(), patterns.end(), patternOf(truth, cells))) /
                draws);
    }
    return agreement;
}

namespace {
CellMap lrMap(const char* name, const char* title, bool diverging,
              const std::vector<double>& values) {
    return {name, title, {}, 0, diverging, std::vector<float>(values.begin(), values.end())};
}

/// Bits of the picture of hits that are a coin flip: collision entropy -log2 c_ss per LR cell, of
/// at most what so few pairs can show.
double coinFlipBits(const ReplicaAgreement& agreement, int draws) {
    const double least = 1 / (0.5 * draws * (draws - 1));
    double bits = 0;
    for (const double c : agreement.drawDraw)
        bits -= std::log2(std::max(c, least));
    return bits;
}

CheckResult againstTruth(const ReplicaAgreement& agreement) {
    const std::size_t n = agreement.drawDraw.size();
    std::vector<double> difference;
    for (std::size_t j = 0; j < n; ++j)
        difference.push_back(agreement.drawDraw[j] - agreement.drawTruth[j]);
    const double mean = meanOf(difference);
    double squares = 0;
    for (const double d : difference)
        squares += (d - mean) * (d - mean);
    const auto cells = static_cast<double>(n);
    const double error = n > 1 ? std::sqrt(squares / (cells - 1) / cells) : NAN;
    if (!std::isfinite(error))
        return CheckResult::notJudged(mean, "one LR cell is too few");
    Limits limits;
    limits.lookAbove = normalQuantile(0.99) * error;
    limits.failAbove = normalQuantile(0.999) * error;
    limits.origin = "zero if draws and truth are exchangeable; 99 % and 99.9 % of its standard "
                    "error over the LR cells";
    return CheckResult::judged(mean, std::move(limits));
}

CheckResult run(const EventEvidence& evidence) {
    const ReplicaAgreement agreement = replicaAgreement(evidence);
    const double css = agreement.meanDrawDraw();
    const bool known = !agreement.drawTruth.empty();
    CheckResult result =
        known ? againstTruth(agreement)
              : CheckResult::notJudged(css, "the agreement of draws among themselves is shown; "
                                            "without truth nothing says whether they agree on "
                                            "what is right");
    result.setSuspicion(1 - css);
    result.addNumber({"c_ss", "Agreement of two draws, mean over LR cells", {}, css});
    result.addNumber({"coin_flip_bits", "Bits of the picture of hits that are a coin flip", "bit",
                      coinFlipBits(agreement, evidence.draws())});
    result.addMap(lrMap("c_ss", "Agreement of two draws", false, agreement.drawDraw));
    if (known) {
        result.addNumber({"c_st",
                          "Agreement of a draw and truth, mean over LR cells",
                          {},
                          agreement.meanDrawTruth()});
        std::vector<double> difference = agreement.drawDraw;
        for (std::size_t j = 0; j < difference.size(); ++j)
            difference[j] -= agreement.drawTruth[j];
        result.addMap(lrMap("c_st", "Agreement of a draw and truth", false, agreement.drawTruth));
        result.addMap(
            lrMap("c_ss_less_c_st", "Reproducible but wrong: c_ss - c_st", true, difference));
    }
    return result;
}
} // namespace

EventCheck twoReplicaCheck() {
    CheckInfo info;
    info.id = "two-replica";
    info.name = "Two draws, and a draw and truth";
    info.question = "Is the model sure and wrong?";
    info.formula = "per LR cell, pattern = which children hold energy; c_ss = share of pairs of "
                   "draws with the same pattern, c_st = share of draws with truth's; value = mean "
                   "of c_ss - c_st (of c_ss without truth)";
    info.explanation =
        "Draw the event twice from the same measurement. If both draws light the same small cells, "
        "the model is certain there; if it draws from the right distribution, a draw agrees with "
        "truth exactly as often as with another draw. Where draws agree with one another more "
        "often than with truth, the model is reproducibly wrong: the most dangerous kind of "
        "hallucination, because repeating the drawing does not show it.";
    info.reference = "overlap of two replicas, as in the theory of disordered systems; "
                     "docs/checks.md";
    info.valueName = "mean of c_ss - c_st";
    info.fewestDraws = 2;
    return {std::move(info), run};
}

} // namespace calolens
