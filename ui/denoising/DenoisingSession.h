// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/KeptRuns.h"
#include "document/WorkerThread.h"

#include <QObject>
#include <QString>

#include <memory>

namespace calolens {

/// The denoising of the current event as the window sees it: what can be done now, the frames so
/// far, and how it went. All functions return at once; the work is done by a DenoisingWorker.
class DenoisingSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        NoEvent,  ///< nothing to denoise
        Ready,    ///< Run starts
        Starting, ///< the model is being loaded, the first frame is awaited
        Running,
        Paused,
        Finished ///< the last frame is the result; Run starts anew
    };
    Q_ENUM(State)

    explicit DenoisingSession(ModelSource models, QObject* parent = nullptr);
    ~DenoisingSession() override;

    /// Gives up what runs and turns to another event (or none). A finished run is kept, and is
    /// there again when the session comes back to its event.
    void setEvent(std::shared_ptr<const Event> event);

    void setModel(const std::filesystem::path& model);
    void setDevice(DeviceKind device) { m_next.device = device; }
    void setSampler(const std::string& sampler) { m_next.settings.sampler = sampler; }
    void setSchedule(const std::string& schedule) { m_next.settings.schedule = schedule; }
    void setSteps(int steps) { m_next.settings.steps = steps; }
    void setSeed(quint64 seed) { m_next.settings.seed = seed; }
    /// What the next run will do.
    [[nodiscard]] const DenoisingRequest& nextRun() const noexcept { return m_next; }

    [[nodiscard]] State state() const noexcept { return m_state; }
    [[nodiscard]] bool canRun() const noexcept;
    [[nodiscard]] bool canPause() const noexcept { return m_state == State::Running; }
    [[nodiscard]] bool canStep() const noexcept;
    [[nodiscard]] bool canFinish() const noexcept;
    [[nodiscard]] bool canCancel() const noexcept;
    [[nodiscard]] bool active() const noexcept { return canCancel(); }

    /// Starts, or goes on after a pause.
    void run();
    void pause();
    /// Takes one step; starts a run that is paused after its first step if there is none.
    void step();
    /// Ends the run and keeps the current estimate as its result.
    void finishHere();
    /// Ends the run and forgets its frames.
    void cancel();
    /// Keeps the finished run, so that the event's next ones can be compared with it. It stays with
    /// its event until dropReference().
    void keepReference();
    void dropReference();
    [[nodiscard]] bool canKeepReference() const noexcept;
    /// The run that others of this event are compared with; nullptr: none.
    [[nodiscard]] const FinishedRun* reference() const noexcept {
        return m_reference ? &*m_reference : nullptr;
    }
    /// The reference's frame at the noise level nearest to that of a frame of the run; its last if
    /// the run has no such frame. -1: there is no reference.
    [[nodiscard]] int referenceFrameFor(int frame) const;
    /// Ends the worker's thread; waits for the step in hand. Called before the window goes.
    void shutDown();

    [[nodiscard]] const RecordedFrames& frames() const noexcept { return m_frames; }
    [[nodiscard]] const NoiseAxis& axis() const noexcept { return m_axis; }
    [[nodiscard]] int stepsTaken() const;
    [[nodiscard]] int stepCount() const noexcept { return m_start.steps; }
    [[nodiscard]] double msPerStep() const noexcept { return m_msPerStep; }
    [[nodiscard]] QString deviceName() const { return m_start.device; }
    [[nodiscard]] double modelLoadMs() const noexcept { return m_start.modelLoadMs; }
    /// Settings of the run that made the frames.
    [[nodiscard]] const RunSettings& runSettings() const noexcept { return m_current.settings; }
    /// How the frames were made, for labels and files.
    [[nodiscard]] const PredictionInfo& info() const noexcept { return m_info; }
    [[nodiscard]] std::shared_ptr<const Event> event() const { return m_next.event; }
    [[nodiscard]] const QList<ModelInfo>& models() const noexcept { return m_models; }

Q_SIGNALS:
    void stateChanged();
    void modelsChanged();
    void framesChanged(); ///< some came, or all went
    void started();       ///< the model is loaded; axis() and deviceName() are known
    void finished();
    void cancelled();
    void referenceChanged();
    void failed(const QString& message);

private:
    void startRun(bool paused);
    void setState(State state);
    void fetchFrames();
    void dropRun();
    void keepRun();
    /// Whether there was a finished run of the event.
    bool restoreRun();
    void exchangeReference(const Event* before);
    void acceptStart(quint64 generation, const DenoisingStart& start);
    void acceptFinish(quint64 generation, const PredictionInfo& info);

    WorkerThread<DenoisingWorker> m_worker;
    quint64 m_generation = 0;
    State m_state = State::NoEvent;
    DenoisingRequest m_next;
    DenoisingRequest m_current;
    DenoisingStart m_start;
    PredictionInfo m_info;
    bool m_stepWhenStarted = false;
    NoiseAxis m_axis;
    RecordedFrames m_frames;
    KeptRuns m_kept;
    std::optional<FinishedRun> m_reference;
    KeptRuns m_references; ///< of other events
    double m_msPerStep = 0;
    QList<ModelInfo> m_models;
};

} // namespace calolens
