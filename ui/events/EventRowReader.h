// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/EventReader.h"
#include "events/EventRow.h"

#include <QList>
#include <QObject>

#include <atomic>

namespace calolens {

/// Reads table rows in a thread of its own, in batches. A batch of a file that is no longer shown
/// ends at its next row.
class EventRowReader : public QObject {
    Q_OBJECT
public:
    /// To be called from any thread: batches of other generations are not worth reading.
    void setGeneration(quint64 generation) noexcept { m_generation = generation; }
    void read(quint64 generation, const OpenEventFile& file, const QList<qint64>& events);

Q_SIGNALS:
    void rowsRead(quint64 generation, const QList<calolens::EventRow>& rows);

private:
    std::atomic<quint64> m_generation = 0;
};

} // namespace calolens
