// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distributions/SampleValues.h"
#include "event/EventFile.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <string>

namespace calolens {

/// Computes the observables of a file's events in a thread of its own.
class SampleScan : public QObject {
    Q_OBJECT
public:
    /// From any thread: ends the scan after the event in hand.
    void cancel() noexcept { m_cancelled = true; }
    /// @param prediction  name of the prediction whose first draw and mean are taken; empty: none
    void run(const std::shared_ptr<EventFile>& file, const std::string& prediction);

Q_SIGNALS:
    /// Several times a second. @param seen  events looked at so far
    void rowsRead(const std::shared_ptr<const calolens::SampleRows>& rows, qint64 seen);
    /// @param unreadable  events that were left out because they are damaged
    void finished(qint64 unreadable);

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace calolens
