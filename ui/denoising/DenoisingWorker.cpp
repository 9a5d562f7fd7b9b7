// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/DenoisingWorker.h"

#include <QMutexLocker>

#include <chrono>
#include <exception>
#include <utility>

namespace calolens {
namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The window keeps the frames; the run itself need keep no more than its first and last.
constexpr std::size_t RunKeepsBytes = 1;

} // namespace

DenoisingWorker::DenoisingWorker(ModelSource models)
    : m_model(std::move(models)) {
}

DenoisingProgress DenoisingWorker::takeProgress() {
    const QMutexLocker lock(&m_mailboxLock);
    return std::exchange(m_mailbox, {});
}

template<typename Work>
void DenoisingWorker::guarded(quint64 generation, Work&& work) {
    try {
        work();
    } catch (const std::exception& error) {
        fail(generation, QString::fromUtf8(error.what()));
    }
}

void DenoisingWorker::fail(quint64 generation, const QString& message) {
    discard();
    Q_EMIT failed(generation, message);
}

void DenoisingWorker::listModels() {
    QList<ModelInfo> models;
    guarded(0, [&] {
        for (const ModelInfo& model : m_model.source().find())
            models.append(model);
    });
    Q_EMIT modelsListed(models);
}

void DenoisingWorker::discard() {
    m_run.reset();
    m_event.reset();
}

bool DenoisingWorker::concerns(quint64 generation) const {
    return m_run && generation == m_runGeneration && generation == m_generation;
}

void DenoisingWorker::start(quint64 generation, const DenoisingRequest& request) {
    discard();
    if (generation != m_generation)
        return;
    guarded(generation, [&] {
        DenoisingStart info;
        const auto model = m_model.get(request.model, request.device);
        info.modelLoadMs = m_model.loadMs();
        if (generation != m_generation)
            return;
        model->checkFits(*request.event->readout);
        m_event = request.event;
        m_run = std::make_unique<DenoisingRun>(model, m_event, request.settings, RunKeepsBytes);
        m_runGeneration = generation;
        m_paused = request.paused;
        m_stepMs = 0;
        info.device = QString::fromStdString(model->deviceName());
        info.noiseRange = model->noiseRange();
        info.steps = m_run->stepCount();
        Q_EMIT started(generation, info);
        post(generation);
        if (!m_paused)
            advance(generation);
    });
}

void DenoisingWorker::advance(quint64 generation) {
    // Pausing and resuming before the turn comes must not make it two turns.
    if (m_queuedTurn == generation)
        return;
    m_queuedTurn = generation;
    // Queued behind what the window has asked for meanwhile.
    QMetaObject::invokeMethod(
        this,
        [this, generation] {
            if (m_queuedTurn == generation)
                m_queuedTurn = 0;
            if (!concerns(generation) || m_paused || m_run->finished())
                return;
            guarded(generation, [&] {
                takeStep(generation);
                if (concerns(generation) && !m_run->finished())
                    advance(generation);
            });
        },
        Qt::QueuedConnection);
}

void DenoisingWorker::takeStep(quint64 generation) {
    const auto begin = Clock::now();
    m_run->step();
    m_stepMs += msSince(begin);
    post(generation);
    if (m_run->finished())
        Q_EMIT finished(generation, m_run->info());
}

void DenoisingWorker::post(quint64 generation) {
    RecordedFrame recorded;
    recorded.frame = std::make_shared<const TrajectoryFrame>(m_run->trajectory().back());
    recorded.state = pictureNumbers(recorded.frame->state, *m_event);
    recorded.estimate = pictureNumbers(recorded.frame->estimate, *m_event);
    bool wasEmpty = false;
    {
        const QMutexLocker lock(&m_mailboxLock);
        if (m_mailbox.generation != generation)
            m_mailbox.frames.clear();
        wasEmpty = m_mailbox.frames.empty();
        m_mailbox.generation = generation;
        m_mailbox.msPerStep = m_run->stepIndex() > 0 ? m_stepMs / m_run->stepIndex() : 0;
        m_mailbox.frames.push_back(std::move(recorded));
    }
    if (wasEmpty)
        Q_EMIT framesReady();
}

void DenoisingWorker::pause(quint64 generation) {
    if (concerns(generation))
        m_paused = true;
}

void DenoisingWorker::resume(quint64 generation) {
    if (!concerns(generation) || !m_paused)
        return;
    m_paused = false;
    advance(generation);
}

void DenoisingWorker::stepOnce(quint64 generation) {
    if (concerns(generation) && m_paused && !m_run->finished())
        guarded(generation, [&] { takeStep(generation); });
}

void DenoisingWorker::finishHere(quint64 generation) {
    if (!concerns(generation) || m_run->finished())
        return;
    guarded(generation, [&] {
        const int before = m_run->trajectory().back().step;
        const double sigmaBefore = m_run->trajectory().back().sigma;
        m_run->finishHere();
        // A run may or may not record its end as a frame of its own.
        const TrajectoryFrame& last = m_run->trajectory().back();
        if (last.step != before || last.sigma != sigmaBefore)
            post(generation);
        Q_EMIT finished(generation, m_run->info());
    });
}

} // namespace calolens
