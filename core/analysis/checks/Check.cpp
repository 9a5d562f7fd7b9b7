// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/Check.h"

#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

std::optional<std::string> unmetNeed(const CheckInfo& info, const EventEvidence& evidence) {
    const Event& event = evidence.event();
    if (event.lr().size() == 0)
        return "the event has no cells";
    if (info.fewestDraws > 0 && evidence.predictionFlaw())
        return *evidence.predictionFlaw();
    if (info.fewestDraws > evidence.draws())
        return fmt::format("it needs {} draws or more, and there {} {}", info.fewestDraws,
                           evidence.draws() == 1 ? "is" : "are", evidence.draws());
    if (info.needsTruth && !event.hasTruth())
        return "the truth is not known";
    if (info.needsParticles && event.particles.empty())
        return "the true particles are not known";
    if (info.needsNoise && !evidence.noiseIsKnown())
        return "the noise of the LR cells is not known";
    if (info.needsInputs && evidence.sources().inputs == nullptr)
        return "there is no summary of what the model was trained on";
    if (info.needsCatalogue && evidence.sources().catalogue == nullptr)
        return "the other events of the file have not been read";
    return std::nullopt;
}

CheckResult runCheck(const EventCheck& check, const EventEvidence& evidence) {
    if (const auto need = unmetNeed(check.info, evidence))
        return CheckResult::notRun(*need);
    try {
        return check.run(evidence);
    } catch (const Error& error) {
        return CheckResult::notRun(error.what());
    }
}

} // namespace calolens
