// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/checks/CheckReport.h"
#include "event/EventFile.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <filesystem>
#include <memory>

namespace calolens {

/// What is to be checked: all events of a file with one of its predictions.
struct FileEvidenceRequest {
    std::shared_ptr<EventFile> file;
    PredictionInfo prediction;
    std::filesystem::path model; ///< whose input summary and calibration are wanted; empty: none
};

/// Runs all checks over the events of a file in a thread of its own, event by event.
class FileEvidenceWorker : public QObject {
    Q_OBJECT
public:
    /// From any thread: ends the run after the event in hand.
    void cancel() noexcept { m_cancelled = true; }
    void run(const FileEvidenceRequest& what);

Q_SIGNALS:
    /// @param event  how many of the file's events have been read, in both passes together
    void progressed(qint64 event, qint64 of);
    void done(const std::shared_ptr<const calolens::FileCheckReport>& report);
    void failed(const QString& message);

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace calolens
