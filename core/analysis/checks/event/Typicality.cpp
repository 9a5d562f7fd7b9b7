// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/summary/EventFeatures.h"
#include "analysis/checks/summary/InputSummary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
Limits limitsOf(const FeatureModel& model) {
    Limits limits;
    limits.lookAbove = model.quantile(0.95);
    limits.failAbove = model.quantile(0.995);
    limits.origin = "95 % and 99.5 % quantiles of events that were summarised but not fitted";
    return limits;
}

/// Adds each feature's deviation, and says which one is largest where there is something to say.
void addPulls(CheckResult& result, const FeatureModel& model, const std::vector<double>& pulls,
              double t) {
    std::size_t worst = 0;
    for (std::size_t i = 0; i < pulls.size(); ++i) {
        result.addNumber({model.names()[i], model.names()[i] + ", deviation", "sigma", pulls[i]});
        if (std::abs(pulls[i]) > std::abs(pulls[worst]))
            worst = i;
    }
    if (t > model.highest() || t < model.lowest())
        result.atLeastLook(fmt::format("the event's energy, {:.3g} GeV, is outside the {:.3g} to "
                                       "{:.3g} GeV that were trained on",
                                       std::exp(t) * 1e-3, std::exp(model.lowest()) * 1e-3,
                                       std::exp(model.highest()) * 1e-3));
    if (result.verdict() == Verdict::Look)
        result.atLeastLook(
            fmt::format("{} deviates most, by {:.1f} sigma", model.names()[worst], pulls[worst]));
    else if (result.verdict() == Verdict::Fail)
        result.fail(
            fmt::format("{} deviates most, by {:.1f} sigma", model.names()[worst], pulls[worst]));
}

CheckResult runInput(const EventEvidence& evidence) {
    const auto features = inputFeatures(evidence);
    if (!features)
        return CheckResult::notRun("the event's measured energy is not positive");
    const FeatureModel& model = evidence.sources().inputs->inputs();
    const double t = std::log(evidence.lrEnergy());
    CheckResult result = CheckResult::judged(model.distance(*features, t), limitsOf(model));
    addPulls(result, model, model.pulls(*features, t), t);
    return result;
}

CheckResult runPicture(const EventEvidence& evidence) {
    const auto& model = evidence.sources().inputs->pictures();
    if (!model)
        return CheckResult::notRun("the summary was made from events without truth");
    const double t = std::log(evidence.lrEnergy());
    double value = 0;
    std::vector<double> pulls(model->names().size(), 0.0);
    for (int k = 0; k < evidence.draws(); ++k) {
        const auto features = pictureFeatures(evidence, evidence.draw(k));
        if (!features)
            return CheckResult::notRun("a draw or the event holds no energy");
        value += model->distance(*features, t) / evidence.draws();
        const std::vector<double> own = model->pulls(*features, t);
        for (std::size_t i = 0; i < own.size(); ++i)
            pulls[i] += own[i] / evidence.draws();
    }
    CheckResult result = CheckResult::judged(value, limitsOf(*model));
    addPulls(result, *model, pulls, t);
    if (!evidence.truth().empty())
        if (const auto truth = pictureFeatures(evidence, evidence.truth()))
            result.addNumber(
                {"truth_distance", "The same of the truth", {}, model->distance(*truth, t)});
    return result;
}
} // namespace

EventCheck inputTypicalityCheck() {
    CheckInfo info;
    info.id = "input-typicality";
    info.name = "Known kind of input";
    info.question = "Was the measured event anything the model has seen?";
    info.formula = "features of the LR event (layer shares, widths, cell counts, faint cells) less "
                   "their mean at its energy in the training data; the larger of the Mahalanobis "
                   "distance and the largest single deviation, each over its 99 % range";
    info.explanation =
        "A network answers every question, also those that it was never taught. Before its picture "
        "is looked at, the measured event is compared with the events it was trained on: energy "
        "per layer, widths, number of cells, all at the same total energy. An event that lies "
        "farther out than 95 of 100 of these deserves a look, one farther than 995 of 1000 is "
        "unlike what the model knows.";
    info.reference = "Mahalanobis distance; thresholds from the summary itself";
    info.valueName = "distance in units of the 99 % range";
    info.fewestDraws = 0;
    info.needsInputs = true;
    return {std::move(info), runInput};
}

EventCheck pictureTypicalityCheck() {
    CheckInfo info;
    info.id = "picture-typicality";
    info.name = "Known kind of picture";
    info.question = "Does the picture look like a true event of this energy?";
    info.formula = "as 'input-typicality', of the draws' features (energy over LR, layer shares, "
                   "widths, zeros, hottest cell, invented share), mean over draws; compared with "
                   "true pictures of the training data";
    info.explanation =
        "True showers of one energy resemble one another. Here a draw is compared with the true "
        "pictures of the training data by a few numbers that a picture has, among them the share "
        "of energy that had to be invented and the share of empty cells.";
    info.reference = "Mahalanobis distance; thresholds from the summary itself";
    info.valueName = "distance in units of the 99 % range";
    info.fewestDraws = 1;
    info.needsInputs = true;
    return {std::move(info), runPicture};
}

} // namespace calolens
