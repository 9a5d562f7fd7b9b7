// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/event/ParticleClusters.h"

#include <algorithm>
#include <cstdlib>

namespace calolens {

namespace {
int miscounted(const ClusterMatch& match) {
    return std::abs(match.clusters - match.particles);
}

void addNumbers(CheckResult& result, const std::string& name, const std::string& title,
                const ClusterMatch& match) {
    result.addNumber({name + "_clusters", "Clusters, " + title, {}, double(match.clusters)});
    result.addNumber({name + "_energy_error",
                      "Mean |E - E particle| / E particle, " + title,
                      {},
                      match.energyError});
    result.addNumber(
        {name + "_angle", "Mean distance from the particle, " + title, {}, match.angle});
}

CheckResult run(const EventEvidence& evidence) {
    const DownstreamMatch match = downstreamMatch(evidence);
    const int lr = miscounted(match.lr), truth = miscounted(match.truth);
    Limits limits;
    limits.lookAbove = std::min(lr, truth) + 0.5;
    limits.failAbove = std::max(lr, truth) + 0.5;
    limits.origin =
        "what the same reconstruction miscounts on LR and on the true picture: a look "
        "if the prediction is worse than the better of these, a fail if worse than both";
    CheckResult result = CheckResult::judged(miscounted(match.mean), std::move(limits));
    result.addNumber({"particles", "True particles", {}, double(match.mean.particles)});
    addNumbers(result, "sr", "mean of draws", match.mean);
    addNumbers(result, "lr", "LR", match.lr);
    addNumbers(result, "truth", "true HR", match.truth);
    return result;
}
} // namespace

EventCheck particleClustersCheck() {
    CheckInfo info;
    info.id = "particle-clusters";
    info.name = "Particles found";
    info.question = "Does it help what comes after?";
    info.formula = "|clusters - particles| of the mean of draws; clusters = local maxima of the "
                   "thickest electromagnetic layer with the cells nearest to them";
    info.explanation =
        "A fine picture is of use if a reconstruction does better with it. A simple one looks for "
        "maxima and gathers the energy around them, on the measured event, on the predicted and on "
        "the true picture; number, energy and direction are compared with the true particles.";
    info.reference = "docs/evaluation.md, maxima";
    info.valueName = "particles miscounted";
    info.fewestDraws = 1;
    info.needsTruth = true;
    info.needsParticles = true;
    return {std::move(info), run};
}

} // namespace calolens
