// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventRowReader.h"

namespace calolens {

void EventRowReader::read(quint64 generation, const OpenEventFile& file,
                          const QList<qint64>& events) {
    QList<EventRow> rows;
    for (const qint64 event : events) {
        if (generation != m_generation)
            return;
        rows.append(readEventRow(*file.file, event, file.predictions, Thumbnail::With));
    }
    Q_EMIT rowsRead(generation, rows);
}

} // namespace calolens
