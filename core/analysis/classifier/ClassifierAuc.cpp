// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/classifier/ClassifierAuc.h"

#include "analysis/classifier/ClassifierTraining.h"
#include "analysis/classifier/RocCurve.h"
#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace calolens {

namespace {
constexpr std::size_t fifths = 5;

std::vector<std::size_t> shuffled(std::size_t events, std::uint64_t seed, std::uint64_t round) {
    std::vector<std::size_t> order(events);
    std::iota(order.begin(), order.end(), std::size_t{0});
    RandomStream random(seed, RandomPurpose::Initialisation, round, 3);
    for (std::size_t i = events; i > 1; --i)
        std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    return order;
}

/// Labels of truth against truth: half of the events each way.
std::vector<std::uint8_t> randomLabels(std::size_t events, std::uint64_t seed,
                                       std::uint64_t round) {
    std::vector<std::uint8_t> labels(events, 0);
    const auto order = shuffled(events, seed, round + 1000);
    for (std::size_t i = 0; i < events / 2; ++i)
        labels[order[i]] = 1;
    return labels;
}

/// The division of the chosen events for one training.
ClassifierTask taskOf(const ClassifierExamples& examples, const std::vector<std::size_t>& chosen,
                      const ClassifierSettings& settings, std::size_t repeat, bool truthOnly) {
    const std::size_t events = chosen.size(), round = repeat / fifths;
    const auto order = shuffled(events, settings.seed, round);
    ClassifierTask task;
    task.examples = &examples;
    task.stream = repeat + (truthOnly ? 1U << 16 : 0);
    if (truthOnly) {
        const auto labels = randomLabels(events, settings.seed, round);
        task.truthLabels.assign(examples.events(), 0);
        for (std::size_t i = 0; i < events; ++i)
            task.truthLabels[chosen[i]] = labels[i];
    }
    const std::size_t testFifth = repeat % fifths, chooserFifth = (repeat + 1) % fifths;
    for (std::size_t i = 0; i < events; ++i) {
        const std::size_t event = chosen[order[i]], fifth = i * fifths / events;
        if (fifth != testFifth && fifth != chooserFifth) {
            task.train.push_back(event);
            continue;
        }
        auto& fixed = fifth == testFifth ? task.test : task.validation;
        if (truthOnly) {
            fixed.push_back({event, 0, task.truthLabels[event]});
            continue;
        }
        const int draw =
            static_cast<int>((event + round) % static_cast<std::size_t>(examples.draws()));
        fixed.push_back({event, 0, 1});
        fixed.push_back({event, draw + 1, 0});
    }
    return task;
}

double testArea(const ClassifierTask& task, const ClassifierSettings& settings) {
    const std::vector<float> scores = trainClassifier(task, settings);
    std::vector<std::uint8_t> labels;
    for (const ClassifierExample& example : task.test)
        labels.push_back(example.label);
    return rocArea(scores, labels);
}

Measured summary(const std::vector<double>& areas, double testedEvents, bool truthOnly) {
    const auto n = static_cast<double>(areas.size());
    const double mean = std::accumulate(areas.begin(), areas.end(), 0.0) / n;
    double squares = 0;
    for (const double area : areas)
        squares += (area - mean) * (area - mean);
    const double scatter = n > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
    const double ofEachLabel = truthOnly ? testedEvents / 2 : testedEvents;
    return {mean, std::max(scatter, rocAreaError(mean, ofEachLabel, ofEachLabel))};
}
} // namespace

AucReport classifierAuc(const ClassifierExamples& examples, const ClassifierSettings& settings,
                        std::optional<std::vector<std::size_t>> chosen) {
    if (!chosen) {
        chosen.emplace(examples.events());
        std::iota(chosen->begin(), chosen->end(), std::size_t{0});
    }
    const std::size_t events = chosen->size();
    if (events < fewestClassifierEvents)
        throw UsageError(
            fmt::format("{} events are too few for a classifier; {} or more are needed", events,
                        fewestClassifierEvents));
    if (settings.repeats < 1)
        throw UsageError("the number of classifiers to train must be 1 or more");
    AucReport report;
    report.events = static_cast<std::int64_t>(events);
    const double tested =
        static_cast<double>(events) * std::min(1.0, static_cast<double>(settings.repeats) / fifths);
    const int total = settings.repeats * (settings.floor ? 2 : 1);
    int done = 0;
    for (const bool truthOnly : {false, true}) {
        if (truthOnly && !settings.floor)
            break;
        std::vector<double> areas;
        for (int repeat = 0; repeat < settings.repeats; ++repeat) {
            if (settings.progress)
                settings.progress(done, total);
            areas.push_back(testArea(
                taskOf(examples, *chosen, settings, static_cast<std::size_t>(repeat), truthOnly),
                settings));
            ++done;
        }
        if (truthOnly) {
            report.floor = summary(areas, tested, true);
        } else {
            report.auc = summary(areas, tested, false);
            report.repeats = areas;
        }
    }
    if (settings.progress)
        settings.progress(done, total);
    return report;
}

} // namespace calolens
