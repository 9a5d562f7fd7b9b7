// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/stress/InputTogether.h"

#include "analysis/checks/CheckRegistry.h"

#include <algorithm>

namespace calolens {

namespace {
CheckResult run(const EventEvidence& evidence) {
    std::optional<double> largest;
    for (const EventCheck& check : eventChecks()) {
        if (check.info.fewestDraws > 0 || !check.info.isTruthFree())
            continue;
        const CheckResult result = runCheck(check, evidence);
        if (result.value() && result.limits().lookAbove)
            largest = std::max(largest.value_or(0), *result.value() / *result.limits().lookAbove);
    }
    if (!largest)
        return CheckResult::notRun("no check of the input could be run");
    Limits limits;
    limits.lookAbove = 1;
    limits.origin = "the look limits of the checks of the input";
    return CheckResult::judged(*largest, std::move(limits));
}
} // namespace

EventCheck inputTogetherCheck() {
    CheckInfo info;
    info.id = "input-together";
    info.name = "All checks of the input";
    info.question = "Does any check of the input find it unusual?";
    info.formula = "largest value / look limit of the checks that need no picture";
    info.explanation = "What one sees before a picture is drawn, taken as one check.";
    info.reference = "docs/checks.md";
    info.valueName = "largest value over its limit";
    info.fewestDraws = 0;
    info.needsInputs = true;
    return {std::move(info), run};
}

} // namespace calolens
