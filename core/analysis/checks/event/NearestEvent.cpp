// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/EventCatalogue.h"
#include "analysis/checks/event/EventChecks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
constexpr std::size_t neighboursShown = 5;

CheckResult run(const EventEvidence& evidence) {
    const EventCatalogue& catalogue = *evidence.sources().catalogue;
    const auto all = catalogue.nearest(evidence, evidence.draw(0), catalogue.size());
    if (all.empty())
        return CheckResult::notRun("the file holds too few true pictures to compare with");
    const auto own = std::find_if(
        all.begin(), all.end(), [&](const auto& n) { return n.event == evidence.event().number; });
    const bool found = own != all.end();
    const auto rank = static_cast<double>(own - all.begin());
    CheckResult result = CheckResult::notJudged(
        found ? rank : NAN, found ? "shown, not judged: a draw need not be nearest to its own "
                                    "truth; 'own-event' judges the whole file"
                                  : "the event itself is not among those compared with");
    result.addNumber(
        {"own_distance", "Distance to the event's own truth", {}, found ? own->distance : NAN});
    for (std::size_t i = 0; i < std::min(neighboursShown, all.size()); ++i) {
        result.addNumber({fmt::format("nearest_{}", i + 1),
                          fmt::format("Nearest event, number {}", i + 1),
                          {},
                          static_cast<double>(all[i].event)});
        result.addNumber(
            {fmt::format("nearest_{}_distance", i + 1), "Its distance", {}, all[i].distance});
    }
    return result;
}
} // namespace

EventCheck nearestEventCheck() {
    CheckInfo info;
    info.id = "nearest-event";
    info.name = "Nearest events";
    info.question = "Does it look right but belong to another event?";
    info.formula = "rank of the event's own truth among all true pictures of the file, by the root "
                   "mean square difference of features (energy, layer shares, widths, zeros, "
                   "hottest cell, invented share), of the first draw";
    info.explanation =
        "A picture may be a perfectly good shower and have nothing to do with this event. The true "
        "pictures of all events of the file are ordered by how much they resemble the drawn one; "
        "the event's own should be among the first.";
    info.reference = "docs/checks.md";
    info.valueName = "true pictures nearer than its own";
    info.fewestDraws = 1;
    info.needsTruth = true;
    info.needsCatalogue = true;
    return {std::move(info), run};
}

} // namespace calolens
