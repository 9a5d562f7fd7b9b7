// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/information/FileInformation.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <cmath>
#include <span>

namespace calolens {

namespace {
constexpr int replicas = 200;

/// Mean over the events that know the number.
std::optional<Measured> meanOf(std::span<const EventInformation> events, std::uint64_t seed,
                               const std::function<double(const EventInformation&)>& of) {
    std::vector<double> values;
    for (const EventInformation& event : events)
        if (const double value = of(event); std::isfinite(value))
            values.push_back(value);
    if (values.empty())
        return std::nullopt;
    return bootstrap(
               values.size(),
               [&](std::span<const double> weights) {
                   double sum = 0, all = 0;
                   for (std::size_t i = 0; i < values.size(); ++i) {
                       sum += weights[i] * values[i];
                       all += weights[i];
                   }
                   return std::vector<double>{sum / all};
               },
               replicas, seed)
        .front();
}
} // namespace

MeanInformation FileInformation::mean() const {
    const std::uint64_t seed = source.settings.seed;
    const auto over = [&](const std::function<double(const EventInformation&)>& of) {
        return meanOf(events, seed, of);
    };
    const auto pattern = [&](double InformationParts::*part) {
        return over([part](const EventInformation& e) {
            return e.patterns ? e.patterns->bits.*part : double{NAN};
        });
    };
    MeanInformation mean;
    mean.reading = over([](const auto& e) { return e.sum().reading; }).value_or(Measured{});
    mean.training = over([](const auto& e) { return e.sum().training; }).value_or(Measured{});
    mean.coinFlip = over([](const auto& e) { return e.sum().coinFlip; }).value_or(Measured{});
    mean.coinFlipOfSums = over([](const auto& e) { return e.coinFlipOfSums; }).value_or(Measured{});
    mean.total = over([](const auto& e) { return e.sum().total(); }).value_or(Measured{});
    mean.excess = over([](const auto& e) { return e.excess ? e.excess->bits : double{NAN}; });
    mean.likelihood =
        over([](const auto& e) { return e.likelihood ? e.likelihood->bits : double{NAN}; });
    mean.likelihoodDifference = over([](const auto& e) {
        return e.likelihood ? e.likelihood->bits - e.sum().coinFlip : double{NAN};
    });
    mean.patternReading = pattern(&InformationParts::reading);
    mean.patternTraining = pattern(&InformationParts::training);
    mean.patternCoinFlip = pattern(&InformationParts::coinFlip);
    return mean;
}

std::optional<FileInformation>
fileInformation(const FileInformationJob& job,
                const std::function<void(std::int64_t done, std::int64_t of)>& progress,
                const std::function<bool()>& goOn) {
    if (const auto obstacle = informationObstacle(*job.model, job.readings))
        throw UsageError(*obstacle);
    FileInformation result;
    result.source = {job.file->path().filename().string(),
                     job.prediction,
                     job.model->info().name,
                     job.readings->source(),
                     job.settings,
                     resolutionMeaning(*job.model, job.settings.resolution)};
    for (std::int64_t i = job.first; i < job.last; ++i) {
        progress(i - job.first, job.last - job.first);
        const auto draws = job.file->prediction(job.prediction.name, i);
        if (!draws || !draws->complete())
            continue;
        const Event event = job.file->read(i);
        if (event.lr().size() == 0)
            continue;
        auto information = eventInformation(EventEvidence(event, &*draws), *job.model,
                                            *job.readings, job.settings, goOn);
        if (!information)
            return std::nullopt;
        result.events.push_back(std::move(*information));
    }
    if (result.events.empty())
        throw UsageError(
            fmt::format("none of these events has been predicted as '{}'", job.prediction.name));
    return result;
}

} // namespace calolens
