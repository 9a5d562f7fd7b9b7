// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/EventReader.h"

#include <QList>
#include <QObject>

#include <atomic>

namespace calolens {

/// Finds the events of a file that a filter accepts, in a thread of its own; what it has found so
/// far is told several times a second.
class EventFilterRun : public QObject {
    Q_OBJECT
public:
    /// From any thread: runs of other generations end after the event in hand.
    void setGeneration(quint64 generation) noexcept { m_generation = generation; }
    void run(quint64 generation, const OpenEventFile& file, const QString& filter);

Q_SIGNALS:
    /// @param events  accepted ones since the last time, in order
    /// @param seen    events looked at so far
    void found(quint64 generation, const QList<qint64>& events, qint64 seen);
    void finished(quint64 generation);
    void failed(quint64 generation, const QString& message);

private:
    std::atomic<quint64> m_generation = 0;
};

} // namespace calolens
