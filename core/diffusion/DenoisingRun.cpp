// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DenoisingRun.h"

#include "diffusion/NoiseSchedule.h"
#include "diffusion/PlacedLevels.h"
#include "version/Version.h"

#include <cmath>

namespace calolens {

struct DenoisingRun::Impl {
    std::shared_ptr<const Model> model;
    std::shared_ptr<const Event> event;
    RunSettings settings;
    std::unique_ptr<Denoiser> denoiser;
    std::unique_ptr<Sampler> sampler;
    Trajectory trajectory;
    bool ended = false;

    explicit Impl(std::size_t bytes)
        : trajectory(bytes) {}

    void record() {
        TrajectoryFrame frame;
        frame.step = sampler->stepIndex();
        frame.sigma = sampler->sigma();
        frame.evaluations = sampler->evaluations();
        frame.state.resize(event->hr().size());
        frame.estimate.resize(event->hr().size());
        // The noisy state has the spread of data and noise together; scaled back to that of data it
        // can be decoded like a clean latent: pure noise at the start, the event at the end.
        std::vector<float> scaled(sampler->state().begin(), sampler->state().end());
        const auto scale = static_cast<float>(1.0 / std::sqrt(1.0 + frame.sigma * frame.sigma));
        for (float& x : scaled)
            x *= scale;
        model->decode(scaled, *event, frame.state);
        if (frame.step > 0)
            model->decode(sampler->estimate(), *event, frame.estimate);
        else
            frame.estimate = frame.state; // nothing is known yet but the noise
        trajectory.append(std::move(frame));
    }
};

DenoisingRun::DenoisingRun(std::shared_ptr<const Model> model, std::shared_ptr<const Event> event,
                           RunSettings settings, std::size_t trajectoryBytes)
    : m_impl(std::make_unique<Impl>(trajectoryBytes)) {
    Impl& d = *m_impl;
    d.model = std::move(model);
    d.event = std::move(event);
    d.settings = std::move(settings);
    d.settings.schedule = resolvedSchedule(d.settings.schedule, d.settings.sampler,
                                           d.settings.steps, d.model->info());
    d.model->checkFits(*d.event->readout);
    const Event* const bound = d.event.get();
    d.denoiser = d.model->bind({&bound, 1});
    d.sampler =
        makeSampler(d.settings.sampler, *d.denoiser,
                    noiseSchedule(d.settings.schedule, d.settings.steps, d.model->noiseRange()),
                    {RandomStream(d.settings.seed, RandomPurpose::Sampling,
                                  static_cast<std::uint64_t>(d.event->number), d.settings.sample)});
    d.record();
}

DenoisingRun::~DenoisingRun() = default;

void DenoisingRun::step() {
    if (finished())
        return;
    m_impl->sampler->step();
    m_impl->record();
}

void DenoisingRun::finishHere() {
    m_impl->ended = true;
}
bool DenoisingRun::finished() const noexcept {
    return m_impl->ended || m_impl->sampler->finished();
}
int DenoisingRun::stepIndex() const noexcept {
    return m_impl->sampler->stepIndex();
}
int DenoisingRun::stepCount() const noexcept {
    return m_impl->sampler->stepCount();
}
const Trajectory& DenoisingRun::trajectory() const noexcept {
    return m_impl->trajectory;
}
const RunSettings& DenoisingRun::settings() const noexcept {
    return m_impl->settings;
}
const std::vector<float>& DenoisingRun::result() const noexcept {
    return m_impl->trajectory.back().estimate;
}

PredictionInfo DenoisingRun::info() const {
    const Impl& d = *m_impl;
    return describePrediction(*d.model, d.settings, d.sampler->evaluations(), 1);
}

PredictionInfo describePrediction(const Model& model, const RunSettings& settings, int evaluations,
                                  int samples) {
    PredictionInfo info;
    info.name = info.model = model.info().name;
    info.modelChecksum = model.info().checksum;
    info.sampler = settings.sampler;
    info.schedule = settings.schedule;
    info.steps = settings.steps;
    info.evaluations = evaluations;
    info.seed = settings.seed;
    info.samples = samples;
    info.programVersion = programVersion();
    return info;
}

} // namespace calolens
