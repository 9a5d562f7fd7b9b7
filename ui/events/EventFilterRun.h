// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/EventReader.h"

#include <QList>
#include <QObject>

#include <atomic>
#include <string>

namespace calolens {

/// Finds the events of a file that a filter accepts, in a thread of its own; what it has found so
/// far is told several times a second.
class EventFilterRun : public QObject {
    Q_OBJECT
public:
    /// From any thread: runs of other generations end after the event in hand.
    void setGeneration(quint64 generation) noexcept { m_generation = generation; }
    void run(quint64 generation, const OpenEventFile& file, const QString& filter);

    /// Looks for the events that differ most (differenceShare()), and tells of them when all have
    /// been looked at. @param prediction  the stored one that is compared; empty: none
    void rank(quint64 generation, const OpenEventFile& file, const std::string& prediction);
    static constexpr std::size_t MostRanked = 1000;

Q_SIGNALS:
    /// @param events  accepted ones since the last time, in order
    /// @param seen    events looked at so far
    void found(quint64 generation, const QList<qint64>& events, qint64 seen);
    void finished(quint64 generation);
    void ranked(quint64 generation, const QList<qint64>& events);
    void failed(quint64 generation, const QString& message);

private:
    std::atomic<quint64> m_generation = 0;
};

} // namespace calolens
