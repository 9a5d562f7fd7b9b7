// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/stress/StressJson.h"
#include "event/EventFile.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <memory>

namespace calolens {

/// Events of a file that are to be lied about.
struct StressRequest {
    std::shared_ptr<EventFile> file;
    PredictionInfo prediction;
    std::filesystem::path model; ///< whose summary and calibration are used; empty: none
};

/// Plants every lie into every event of a file in a thread of its own.
class StressWorker : public QObject {
    Q_OBJECT
public:
    /// From any thread: ends the run after the event in hand.
    void cancel() noexcept { m_cancelled = true; }
    void run(const StressRequest& what);

Q_SIGNALS:
    void progressed(qint64 event, qint64 of);
    void done(const std::shared_ptr<const calolens::StressReport>& report);
    void failed(const QString& message);

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace calolens
