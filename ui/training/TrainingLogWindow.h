// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "training/TrainingLogWorker.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace calolens {

class TrainingCurves;

/// The curves of a training, which follow its log while it runs: those of the denoiser, and of the
/// estimator if the model has one.
class TrainingLogWindow : public QWidget {
    Q_OBJECT
public:
    /// @param path  MODEL.log
    explicit TrainingLogWindow(const QString& path, QWidget* parent = nullptr);

    /// As read last; nullptr before.
    [[nodiscard]] std::shared_ptr<const TrainingLog> log() const { return m_log; }
    [[nodiscard]] QString message() const;
    [[nodiscard]] QSize sizeHint() const override;

private:
    void showLog(std::shared_ptr<const TrainingLog> log);
    void applyTheme();

    QLabel* m_state;
    TrainingCurves* m_estimator;
    TrainingCurves* m_denoiser;
    std::shared_ptr<const TrainingLog> m_log;
    QTimer m_timer;
    WorkerThread<TrainingLogWorker> m_worker;
};

} // namespace calolens
