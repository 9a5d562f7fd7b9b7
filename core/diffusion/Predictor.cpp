// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Predictor.h"

#include "diffusion/PlacedLevels.h"
#include "error/Error.h"

#include <algorithm>

namespace calolens {

std::vector<std::vector<const Event*>> batchesOfLikeSize(std::span<const Event> events,
                                                         std::size_t perBatch) {
    std::vector<const Event*> bySize;
    for (const Event& event : events)
        bySize.push_back(&event);
    std::stable_sort(bySize.begin(), bySize.end(), [](const Event* a, const Event* b) {
        return a->lr().size() < b->lr().size();
    });
    std::vector<std::vector<const Event*>> batches;
    for (std::size_t first = 0; first < bySize.size(); first += perBatch) {
        const std::size_t last = std::min(first + perBatch, bySize.size());
        batches.emplace_back(bySize.begin() + static_cast<std::ptrdiff_t>(first),
                             bySize.begin() + static_cast<std::ptrdiff_t>(last));
    }
    return batches;
}

Predictor::Predictor(std::shared_ptr<const Model> model, RunSettings settings, int samples)
    : m_model(std::move(model))
    , m_settings(std::move(settings))
    , m_samples(samples) {
    if (m_samples < 1)
        throw UsageError("the number of draws must be 1 or more");
    m_settings.schedule = resolvedSchedule(m_settings.schedule, m_settings.sampler,
                                           m_settings.steps, m_model->info());
    (void)noiseSchedule(m_settings.schedule, m_settings.steps, m_model->noiseRange());
    (void)evaluations();
}

std::optional<int> Predictor::evaluations() const {
    return evaluationsFor(m_settings.sampler, m_settings.steps);
}

std::vector<float> Predictor::sample(std::span<const Event* const> items,
                                     std::vector<RandomStream> noise) const {
    const auto denoiser = m_model->bind(items);
    const auto sampler =
        makeSampler(m_settings.sampler, *denoiser,
                    noiseSchedule(m_settings.schedule, m_settings.steps, m_model->noiseRange()),
                    std::move(noise));
    while (!sampler->finished())
        sampler->step();
    return {sampler->estimate().begin(), sampler->estimate().end()};
}

std::vector<std::vector<float>> Predictor::predict(std::span<const Event* const> events) const {
    return draws(events, 0, m_samples);
}

std::vector<std::vector<float>> Predictor::draws(std::span<const Event* const> events, int first,
                                                 int count) const {
    std::vector<const Event*> items;
    std::vector<RandomStream> noise;
    for (const Event* event : events) {
        m_model->checkFits(*event->readout);
        for (int k = first; k < first + count; ++k) {
            items.push_back(event);
            noise.emplace_back(m_settings.seed, RandomPurpose::Sampling,
                               static_cast<std::uint64_t>(event->number),
                               static_cast<std::uint32_t>(k));
        }
    }
    std::vector<float> latents;
    if (evaluations()) {
        latents = sample(items, std::move(noise));
    } else {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto one = sample({&items[i], 1}, {noise[i]});
            latents.insert(latents.end(), one.begin(), one.end());
        }
    }

    std::vector<std::vector<float>> energies;
    std::size_t place = 0;
    for (const Event* event : events) {
        const std::size_t cells = event->hr().size(), size = m_model->latentSize(*event);
        std::vector<float>& e = energies.emplace_back(cells * static_cast<std::size_t>(count));
        for (int k = 0; k < count; ++k) {
            m_model->decode(std::span(latents).subspan(place, size), *event,
                            std::span(e).subspan(static_cast<std::size_t>(k) * cells, cells));
            place += size;
        }
    }
    return energies;
}

PredictionInfo Predictor::info() const {
    return describePrediction(*m_model, m_settings, evaluations().value_or(0), m_samples);
}

} // namespace calolens
