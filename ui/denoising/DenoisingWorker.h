// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/ModelSource.h"
#include "denoising/RecordedFrames.h"
#include "diffusion/DenoisingRun.h"

#include <QList>
#include <QMutex>
#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace calolens {

/// What a run is to do.
struct DenoisingRequest {
    std::filesystem::path model;
    DeviceKind device = DeviceKind::Auto;
    std::shared_ptr<const Event> event;
    RunSettings settings;
    bool paused = false; ///< wait after the first frame
};

/// What is known once the model is there.
struct DenoisingStart {
    QString device;
    NoiseRange noiseRange;
    int steps = 0;
    double modelLoadMs = 0; ///< 0 if the model was still loaded from before
};

/// Frames that came since they were last fetched.
struct DenoisingProgress {
    quint64 generation = 0;
    std::vector<RecordedFrame> frames;
    double msPerStep = 0; ///< mean over the steps taken so far
};

/// Runs denoisings in a thread of its own, one step per turn of its event loop, so that pause,
/// cancel and finish act after the step in hand. Each run carries a generation number: what belongs
/// to another than the one set last is dropped on both sides.
///
/// Frames wait in a mailbox. framesReady() is sent only when the mailbox was empty, so that a fast
/// run cannot flood the receiver: it gets all waiting frames each time it has time for them.
class DenoisingWorker : public QObject {
    Q_OBJECT
public:
    explicit DenoisingWorker(ModelSource models);

    /// From any thread: runs of other generations stop after the step in hand.
    void setGeneration(quint64 generation) noexcept { m_generation = generation; }
    /// From any thread: empties the mailbox.
    [[nodiscard]] DenoisingProgress takeProgress();

    void listModels();
    void start(quint64 generation, const DenoisingRequest& request);
    void pause(quint64 generation);
    void resume(quint64 generation);
    /// Takes one step of a paused run.
    void stepOnce(quint64 generation);
    void finishHere(quint64 generation);
    /// Lets go of the run of whatever generation.
    void discard();

Q_SIGNALS:
    void modelsListed(const QList<calolens::ModelInfo>& models);
    void started(quint64 generation, const calolens::DenoisingStart& start);
    void framesReady();
    void finished(quint64 generation, const calolens::PredictionInfo& info);
    void failed(quint64 generation, const QString& message);

private:
    [[nodiscard]] bool concerns(quint64 generation) const;
    void advance(quint64 generation);
    void takeStep(quint64 generation);
    void post(quint64 generation);
    void fail(quint64 generation, const QString& message);
    template<typename Work>
    void guarded(quint64 generation, Work&& work);

    LoadedModel m_model;

    std::atomic<quint64> m_generation = 0;
    quint64 m_runGeneration = 0;
    quint64 m_queuedTurn = 0; ///< generation whose next step is queued; 0: none
    std::shared_ptr<const Event> m_event;
    std::unique_ptr<DenoisingRun> m_run;
    bool m_paused = false;
    double m_stepMs = 0;

    QMutex m_mailboxLock;
    DenoisingProgress m_mailbox;
};

} // namespace calolens
