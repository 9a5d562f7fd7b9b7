// SPDX-License-Identifier: GPL-3.0-or-later
#include "SamplerBenchmarkRun.h"

#include "Interrupt.h"
#include "Progress.h"
#include "analysis/classifier/ClassifierAuc.h"
#include "analysis/classifier/ObservableExamples.h"
#include "analysis/evaluation/Evaluation.h"
#include "diffusion/Predictor.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace calolens::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// NFE of a draw: as the sampler's formula says, or of one event if it chooses its steps.
double evaluationsOf(const Predictor& predictor, const std::shared_ptr<const Model>& model,
                     const Event& event, const RunSettings& run) {
    if (const auto known = predictor.evaluations())
        return *known;
    DenoisingRun one(model, std::make_shared<const Event>(event), run);
    while (!one.finished())
        one.step();
    return one.info().evaluations;
}

AucReport classify(std::span<const EventRecord* const> records,
                   std::span<const ObservableInfo> infos, const SamplerBenchmark& benchmark,
                   const std::string& device) {
    std::vector<FeatureMatrix> draws;
    for (int k = 0; k < benchmark.samples; ++k)
        draws.push_back(featuresOf(records, infos, PictureKind::Draw, k));
    const ObservableExamples examples(featuresOf(records, infos, PictureKind::Truth), draws);
    ClassifierSettings settings;
    settings.repeats = benchmark.repeats;
    settings.seed = benchmark.seed;
    settings.device = device;
    settings.interrupted = interrupted;
    settings.floor = !benchmark.aucFloor; // the same for all samplers
    return classifierAuc(examples, settings);
}

} // namespace

SamplerBenchmarkRun::SamplerBenchmarkRun(const EventFile& file, std::shared_ptr<const Model> model,
                                         const SamplerBenchmark& benchmark,
                                         SamplerBenchmarkSettings settings)
    : m_model(std::move(model))
    , m_settings(std::move(settings)) {
    for (std::int64_t i = benchmark.firstEvent; i < benchmark.lastEvent; ++i) {
        Event event = file.read(i);
        const auto& truth = event.hr().energy;
        if (std::any_of(truth.begin(), truth.end(), [](float e) { return e > 0; }))
            m_events.push_back(std::move(event));
    }
    if (m_events.empty())
        throw UsageError("none of the events has energy: there is nothing to compare");
}

bool SamplerBenchmarkRun::measure(const RunSettings& run, SamplerBenchmark& benchmark) const {
    const Predictor predictor(m_model, run, benchmark.samples);
    const EventRecorder recorder(*m_events.front().readout);
    const auto perBatch =
        static_cast<std::size_t>(std::max(1, m_settings.batch / benchmark.samples));
    std::vector<EventRecord> records;
    double seconds = 0;
    {
        Progress progress(fmt::format("{} on {}, {} steps:", run.sampler, run.schedule, run.steps),
                          "events", static_cast<std::int64_t>(m_events.size()));
        for (const auto& batch : batchesOfLikeSize(m_events, perBatch)) {
            if (interrupted())
                return false;
            const auto start = Clock::now();
            auto energies = predictor.predict(batch);
            seconds += std::chrono::duration<double>(Clock::now() - start).count();
            for (std::size_t i = 0; i < batch.size(); ++i)
                records.push_back(
                    recorder.record(*batch[i], Prediction{benchmark.samples, batch[i]->hr().size(),
                                                          std::move(energies[i])}));
            progress.update(static_cast<std::int64_t>(records.size()));
        }
    }
    // In the order of the file, so that the same events are drawn by the bootstrap whatever the
    // batch.
    std::sort(records.begin(), records.end(),
              [](const EventRecord& a, const EventRecord& b) { return a.number < b.number; });
    std::vector<const EventRecord*> all;
    for (const EventRecord& record : records)
        all.push_back(&record);
    EvaluationSettings settings;
    settings.seed = benchmark.seed;
    const auto& infos = recorder.observables().infos();
    const EvaluationReport report = evaluate(all, infos, settings);

    SamplerPoint point{run.sampler, run.schedule, run.steps, 0, 0, {}, {}, {}};
    point.evaluations = evaluationsOf(predictor, m_model, m_events[m_events.size() / 2], run);
    point.secondsPerDraw = seconds / static_cast<double>(m_events.size()) / benchmark.samples;
    point.separation = meanSeparation(report);
    point.fpd = report.fpd;
    benchmark.events = report.events;
    benchmark.separationFloor = meanSeparationFloor(report);
    benchmark.fpdFloor = report.fpdFloor;
    if (benchmark.repeats > 0 && records.size() >= fewestClassifierEvents) {
        const AucReport auc = classify(all, infos, benchmark, m_settings.device);
        point.auc = auc.auc;
        if (auc.floor)
            benchmark.aucFloor = auc.floor;
    }
    benchmark.points.push_back(std::move(point));
    return true;
}

} // namespace calolens::cli
