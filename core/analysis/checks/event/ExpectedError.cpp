// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/ExpectedError.h"

#include "analysis/checks/event/EventChecks.h"

#include <cmath>

namespace calolens {

double expectedCellError(const EventEvidence& evidence) {
    const double k = evidence.draws();
    // x_k less the mean of the others is (x_k - mean) K / (K - 1).
    double sum = 0;
    for (int draw = 0; draw < evidence.draws(); ++draw) {
        const auto x = evidence.draw(draw);
        for (std::size_t i = 0; i < x.size(); ++i)
            sum += std::abs(x[i] - evidence.mean()[i]);
    }
    return sum / k * k / (k - 1) * std::sqrt((k * k - 1) / (k * k));
}

double trueCellError(const EventEvidence& evidence) {
    const auto truth = evidence.truth();
    double sum = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        sum += std::abs(evidence.mean()[i] - truth[i]);
    return sum;
}

namespace {
CheckResult run(const EventEvidence& evidence) {
    const double expected = expectedCellError(evidence);
    const bool known = !evidence.truth().empty();
    CheckResult result = CheckResult::notJudged(
        evidence.lrEnergy() > 0 ? expected / evidence.lrEnergy() : NAN,
        known ? "shown, not judged: it is a forecast; 'crps' and 'spread-skill' compare it with "
                "what came true"
              : "shown, not judged: without truth nothing says whether the draws are right about "
                "their own error; it is what orders events from safe to doubtful");
    result.addNumber({"expected_error", "Expected error of the mean of draws", "MeV", expected});
    if (known)
        result.addNumber({"true_error", "True error of the mean of draws, sum |mean - truth|",
                          "MeV", trueCellError(evidence)});
    return result;
}
} // namespace

EventCheck expectedErrorCheck() {
    CheckInfo info;
    info.id = "expected-error";
    info.name = "Error that the draws expect";
    info.question = "How wrong does the model expect its best estimate to be?";
    info.formula = "mean over draws k of sum over cells |x_k - mean of the other draws|, over the "
                   "LR energy";
    info.explanation =
        "Put one draw in the place of truth and measure how far the mean of the others is from it. "
        "Averaged over draws this is the error that the best estimate has if the model is right "
        "about its own uncertainty. It can be had on real data, and orders events from safe to "
        "doubtful; how well it does that is measured on simulation by the rank correlation with "
        "the true error.";
    info.reference = "docs/checks.md";
    info.valueName = "expected sum |mean - truth| over LR energy";
    info.fewestDraws = 2;
    return {std::move(info), run};
}

} // namespace calolens
