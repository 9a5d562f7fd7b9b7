// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation/Evaluation.h"

#include "analysis/distances/SampleDistances.h"
#include "analysis/evaluation/EvaluationParts.h"
#include "error/Error.h"

#include <fmt/format.h>

namespace calolens {

namespace {
constexpr std::size_t fewestEvents = 4;

const PictureRecord& pictureOf(const EventRecord& record, PictureKind kind, int draw) {
    switch (kind) {
    case PictureKind::Lr:
        return record.lr;
    case PictureKind::Draw:
        return record.draws.at(static_cast<std::size_t>(draw));
    case PictureKind::Mean:
        return record.mean;
    case PictureKind::Truth:
        break;
    }
    return record.truth;
}
} // namespace

FeatureMatrix featuresOf(std::span<const EventRecord* const> records,
                         std::span<const ObservableInfo> observables, PictureKind kind, int draw) {
    FeatureMatrix features;
    for (const ObservableInfo& observable : observables)
        features.columns += observable.ofParticles ? 0 : 1;
    for (const EventRecord* record : records) {
        const auto& values = pictureOf(*record, kind, draw).observables;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (!observables[i].ofParticles)
                features.values.push_back(values[i]);
    }
    return features;
}

void evaluateSampleDistances(std::span<const EventRecord* const> records,
                             std::span<const ObservableInfo> observables,
                             const EvaluationSettings& settings, EvaluationReport& report) {
    const FeatureMatrix bare = featuresOf(records, observables, PictureKind::Truth);
    const Normaliser normaliser(bare);
    const FeatureMatrix truth = normaliser.apply(bare);
    std::vector<FeatureMatrix> draws;
    for (int k = 0; k < report.samples; ++k)
        draws.push_back(normaliser.apply(featuresOf(records, observables, PictureKind::Draw, k)));
    const FeatureMatrix lr = normaliser.apply(featuresOf(records, observables, PictureKind::Lr));
    HalvesSettings halves;
    halves.seed = settings.seed;
    report.fpd = frechetBetweenHalves(truth, draws, halves);
    report.fpdFloor = frechetBetweenHalves(truth, {&truth, 1}, halves);
    report.fpdLr = frechetBetweenHalves(truth, {&lr, 1}, halves);
    report.kpd = kernelBetweenHalves(truth, draws, halves);
    report.kpdFloor = kernelBetweenHalves(truth, {&truth, 1}, halves);
    report.kpdLr = kernelBetweenHalves(truth, {&lr, 1}, halves);
}

EvaluationReport evaluate(std::span<const EventRecord* const> records,
                          std::span<const ObservableInfo> observables,
                          const EvaluationSettings& settings) {
    if (records.size() < fewestEvents)
        throw UsageError(fmt::format("{} events are too few to evaluate; {} or more are needed",
                                     records.size(), fewestEvents));
    EvaluationReport report;
    report.events = static_cast<std::int64_t>(records.size());
    report.residualEvents = report.events;
    report.samples = static_cast<int>(records.front()->draws.size());
    evaluateResiduals(records, settings, report);
    evaluateZeros(records, settings, report);
    evaluateObservables(records, observables, settings, report);
    evaluateSampleDistances(records, observables, settings, report);
    evaluateTwoMaxima(records, settings, report);
    evaluateMaximaCounts(records, observables, report);
    return report;
}

} // namespace calolens
