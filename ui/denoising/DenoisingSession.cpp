// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/DenoisingSession.h"

#include <utility>

namespace calolens {

DenoisingSession::DenoisingSession(ModelSource models, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<DenoisingWorker>(std::move(models)), QStringLiteral("denoising")) {
    m_worker.listen(&DenoisingWorker::modelsListed, [this](const QList<ModelInfo>& found) {
        m_models = found;
        Q_EMIT modelsChanged();
    });
    m_worker.listen(&DenoisingWorker::started,
                    [this](quint64 generation, const DenoisingStart& start) {
                        acceptStart(generation, start);
                    });
    m_worker.listen(&DenoisingWorker::framesReady, [this] { fetchFrames(); });
    m_worker.listen(
        &DenoisingWorker::finished,
        [this](quint64 generation, const PredictionInfo& info) { acceptFinish(generation, info); });
    m_worker.listen(&DenoisingWorker::failed, [this](quint64 generation, const QString& message) {
        // Generation 0 is the search for models, which belongs to no run.
        if (generation != m_generation && generation != 0)
            return;
        if (generation != 0 && active()) {
            dropRun();
            setState(State::Ready);
        }
        Q_EMIT failed(message);
    });
    m_worker.post([](DenoisingWorker& w) { w.listModels(); });
}

DenoisingSession::~DenoisingSession() {
    shutDown();
}

int DenoisingSession::referenceFrameFor(int frame) const {
    if (!m_reference)
        return -1;
    const bool shown = frame >= 0 && frame < m_frames.size();
    return frameNearest(m_reference->frames, shown ? m_frames[frame].frame->sigma : 0);
}

void DenoisingSession::shutDown() {
    m_worker.worker()->setGeneration(++m_generation);
    m_worker.stop();
}

void DenoisingSession::setEvent(std::shared_ptr<const Event> event) {
    if (event == m_next.event)
        return;
    keepRun();
    dropRun();
    const std::shared_ptr<const Event> before = std::exchange(m_next.event, std::move(event));
    exchangeReference(before.get());
    if (!restoreRun())
        setState(m_next.event ? State::Ready : State::NoEvent);
}

void DenoisingSession::exchangeReference(const Event* before) {
    const bool had = m_reference.has_value();
    if (had && before != nullptr)
        m_references.keep(*before, *std::move(m_reference));
    m_reference.reset();
    if (m_next.event)
        m_reference = m_references.take(*m_next.event);
    if (had || m_reference)
        Q_EMIT referenceChanged();
}

bool DenoisingSession::canKeepReference() const noexcept {
    return m_state == State::Finished && !m_frames.empty();
}

void DenoisingSession::keepReference() {
    if (!canKeepReference())
        return;
    m_reference = {m_frames, m_axis, m_start, m_current, m_info, m_msPerStep};
    m_reference->request.event.reset();
    Q_EMIT referenceChanged();
}

void DenoisingSession::dropReference() {
    if (!m_reference)
        return;
    m_reference.reset();
    Q_EMIT referenceChanged();
}

void DenoisingSession::keepRun() {
    if (m_state == State::Finished && m_next.event)
        m_kept.keep(*m_next.event, {m_frames, m_axis, m_start, m_current, m_info, m_msPerStep});
}

bool DenoisingSession::restoreRun() {
    std::optional<FinishedRun> run;
    if (m_next.event)
        run = m_kept.take(*m_next.event);
    if (!run)
        return false;
    m_frames = std::move(run->frames);
    m_axis = run->axis;
    m_start = std::move(run->start);
    m_current = std::move(run->request);
    m_current.event = m_next.event;
    m_info = std::move(run->info);
    m_msPerStep = run->msPerStep;
    setState(State::Finished);
    Q_EMIT framesChanged();
    return true;
}

void DenoisingSession::setModel(const std::filesystem::path& model) {
    if (model == m_next.model)
        return;
    m_next.model = model;
    Q_EMIT stateChanged(); // Run may have become possible.
}

void DenoisingSession::dropRun() {
    m_worker.worker()->setGeneration(++m_generation);
    m_worker.post([](DenoisingWorker& w) { w.discard(); });
    m_stepWhenStarted = false;
    m_start = {};
    m_info = {};
    m_msPerStep = 0;
    if (!m_frames.empty()) {
        m_frames.clear();
        Q_EMIT framesChanged();
    }
}

void DenoisingSession::setState(State state) {
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

bool DenoisingSession::canRun() const noexcept {
    return (m_state == State::Ready || m_state == State::Finished || m_state == State::Paused) &&
           !m_next.model.empty();
}

bool DenoisingSession::canStep() const noexcept {
    return canRun();
}

bool DenoisingSession::canFinish() const noexcept {
    return (m_state == State::Running || m_state == State::Paused) && stepsTaken() > 0;
}

bool DenoisingSession::canCancel() const noexcept {
    return m_state == State::Starting || m_state == State::Running || m_state == State::Paused;
}

int DenoisingSession::stepsTaken() const {
    return m_frames.empty() ? 0 : m_frames[m_frames.size() - 1].frame->step;
}

void DenoisingSession::startRun(bool paused) {
    dropRun();
    m_current = m_next;
    m_current.paused = paused;
    m_stepWhenStarted = paused;
    m_worker.post([generation = m_generation, request = m_current](DenoisingWorker& w) {
        w.start(generation, request);
    });
    setState(State::Starting);
}

void DenoisingSession::run() {
    if (!canRun())
        return;
    if (m_state != State::Paused) {
        startRun(false);
        return;
    }
    m_worker.post([generation = m_generation](DenoisingWorker& w) { w.resume(generation); });
    setState(State::Running);
}

void DenoisingSession::pause() {
    if (!canPause())
        return;
    m_worker.post([generation = m_generation](DenoisingWorker& w) { w.pause(generation); });
    setState(State::Paused);
}

void DenoisingSession::step() {
    if (!canStep())
        return;
    if (m_state != State::Paused) {
        startRun(true);
        return;
    }
    m_worker.post([generation = m_generation](DenoisingWorker& w) { w.stepOnce(generation); });
}

void DenoisingSession::finishHere() {
    if (!canFinish())
        return;
    m_worker.post([generation = m_generation](DenoisingWorker& w) { w.finishHere(generation); });
}

void DenoisingSession::cancel() {
    if (!canCancel())
        return;
    dropRun();
    setState(State::Ready);
    Q_EMIT cancelled();
}

void DenoisingSession::acceptStart(quint64 generation, const DenoisingStart& start) {
    if (generation != m_generation)
        return;
    m_start = start;
    m_axis = NoiseAxis(start.noiseRange.sigmaMin, start.noiseRange.sigmaMax);
    m_info.sampler = m_current.settings.sampler;
    m_info.schedule = m_current.settings.schedule;
    m_info.steps = m_current.settings.steps;
    m_info.seed = m_current.settings.seed;
    m_info.samples = 1;
    m_info.model = m_current.model.stem().string();
    setState(m_current.paused ? State::Paused : State::Running);
    Q_EMIT started();
    if (std::exchange(m_stepWhenStarted, false))
        step();
}

void DenoisingSession::fetchFrames() {
    DenoisingProgress progress = m_worker.worker()->takeProgress();
    if (progress.generation != m_generation || progress.frames.empty())
        return;
    m_msPerStep = progress.msPerStep;
    for (RecordedFrame& frame : progress.frames)
        m_frames.append(std::move(frame));
    m_info.evaluations = m_frames[m_frames.size() - 1].frame->evaluations;
    const bool mayFinishNow = stepsTaken() <= static_cast<int>(progress.frames.size());
    Q_EMIT framesChanged();
    if (mayFinishNow)
        Q_EMIT stateChanged(); // "Finish here" became possible with the first step.
}

void DenoisingSession::acceptFinish(quint64 generation, const PredictionInfo& info) {
    if (generation != m_generation)
        return;
    fetchFrames();
    m_info = info;
    setState(State::Finished);
    Q_EMIT finished();
}

} // namespace calolens
