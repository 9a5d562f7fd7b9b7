// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/TestQuantiles.h"
#include "analysis/checks/event/EventChecks.h"
#include "analysis/checks/summary/EventFeatures.h"
#include "analysis/checks/summary/InputSummary.h"

#include <fmt/format.h>

#include <cmath>

namespace calolens {

namespace {
/// Judges the largest of n deviations, each in units of what 99.5 % of the events trained on
/// deviate by at most.
CheckResult judgedDeviation(double value, int n) {
    constexpr double unit = 2.576; // 99.5 % quantile of a normal distribution
    Limits limits;
    limits.lookAbove = normalQuantile(std::pow(0.95, 1.0 / n)) / unit;
    limits.failAbove = 1.5;
    limits.origin = "95 % of normal numbers that are below one in 99.5 % of the events trained on "
                    "(Sidak), and, chosen, one and a half times that range";
    return CheckResult::judged(value, std::move(limits));
}

/// What is known of the features of an event: their pulls, from which single ones are looked at.
struct Deviations {
    const FeatureModel& model;
    std::vector<double> pulls;

    [[nodiscard]] double above(std::size_t feature) const {
        return pulls[feature] / model.range(feature).above;
    }
    [[nodiscard]] double below(std::size_t feature) const {
        return -pulls[feature] / model.range(feature).below;
    }
};

/// None if the event's energy is not positive.
std::optional<Deviations> deviationsOf(const EventEvidence& evidence) {
    auto features = inputFeatures(evidence);
    if (!features)
        return std::nullopt;
    // A count of none is any number below one half: between the last cell and no layer at all there
    // is more than a step.
    for (int l = 0; l < evidence.event().readout->levels.front().layerCount(); ++l)
        if (double& cells = features->at(cellsOfLayerFeature(l)); cells == 0)
            cells = std::log(0.5);
    const FeatureModel& model = evidence.sources().inputs->inputs();
    return Deviations{model, model.pulls(*features, std::log(evidence.lrEnergy()))};
}

CheckResult runNoise(const EventEvidence& evidence) {
    const auto deviations = deviationsOf(evidence);
    if (!deviations)
        return CheckResult::notRun("the event's measured energy is not positive");
    const std::size_t feature = faintSizeFeature(*evidence.event().readout);
    CheckResult result = judgedDeviation(deviations->above(feature), 1);
    result.addNumber(
        {"faint_size", "Size of the faint cells, deviation", "sigma", deviations->pulls[feature]});
    return result;
}

CheckResult runLayers(const EventEvidence& evidence) {
    const auto deviations = deviationsOf(evidence);
    if (!deviations)
        return CheckResult::notRun("the event's measured energy is not positive");
    const Readout& readout = *evidence.event().readout;
    int worst = 0;
    std::vector<double> missing;
    for (int l = 0; l < readout.levels.front().layerCount(); ++l) {
        missing.push_back(deviations->below(cellsOfLayerFeature(l)));
        if (missing.back() > missing[static_cast<std::size_t>(worst)])
            worst = l;
    }
    CheckResult result =
        judgedDeviation(missing[static_cast<std::size_t>(worst)], static_cast<int>(missing.size()));
    for (std::size_t l = 0; l < missing.size(); ++l)
        result.addNumber({fmt::format("missing_in_layer_{}", l),
                          fmt::format("Fewer cells than usual in layer {}", l),
                          {},
                          missing[l]});
    const std::string where =
        fmt::format("{} holds fewer cells than events of this energy do",
                    readout.detector.layers.at(static_cast<std::size_t>(worst)).name);
    if (result.verdict() == Verdict::Look)
        result.atLeastLook(where);
    else if (result.verdict() == Verdict::Fail)
        result.fail(where);
    return result;
}
} // namespace

EventCheck inputNoiseCheck() {
    CheckInfo info;
    info.id = "input-noise";
    info.name = "Noise of the input";
    info.question = "Is the noise what the readout says it is?";
    info.formula = "root mean square of energy / sigma of the fainter half of the LR cells, less "
                   "its mean at this energy in the training data, over the deviation that 99.5 % "
                   "of these stay below";
    info.explanation =
        "Most cells at the rim of a shower hold noise and little else: their size is a measurement "
        "of the noise, in the event itself. If they are larger than in the events that the model "
        "was trained on, the noise is not the one that was said, and the model takes noise for "
        "energy. It is a question of its own beside 'input-typicality', where one feature drowns "
        "among thirty.";
    info.reference = "docs/checks.md";
    info.valueName = "deviation in units of the 99.5 % range";
    info.fewestDraws = 0;
    info.needsNoise = true;
    info.needsInputs = true;
    return {std::move(info), runNoise};
}

EventCheck inputLayersCheck() {
    CheckInfo info;
    info.id = "input-layers";
    info.name = "Layers of the input";
    info.question = "Is a layer of the detector missing?";
    info.formula = "per layer, mean of ln(1 + LR cells) at this energy in the training data, less "
                   "the event's (ln 1/2 for none), over the deviation that 99.5 % of these stay "
                   "below; the largest "
                   "of all layers";
    info.explanation =
        "A layer that was not read out leaves a picture that looks whole: the model knows no "
        "showers with holes and draws one without. How many cells a layer holds at a given energy "
        "varies little; a layer with far fewer is missing, or the particle is of another kind.";
    info.reference = "docs/checks.md";
    info.valueName = "deviation in units of the 99.5 % range";
    info.fewestDraws = 0;
    info.needsInputs = true;
    return {std::move(info), runLayers};
}

} // namespace calolens
