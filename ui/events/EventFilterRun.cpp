// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/EventFilterRun.h"

#include "error/Error.h"
#include "events/EventFilter.h"
#include "events/EventRanking.h"
#include "events/EventRow.h"

#include <QElapsedTimer>

#include <exception>

namespace calolens {

namespace {
constexpr qint64 MsBetweenReports = 150;

/// What can be said of an event without reading its cells.
EventRow outline(const EventFile& file, qint64 number) {
    const EventSummary summary = file.summary(number);
    EventRow row;
    row.number = number;
    row.particleCount = summary.particles;
    row.lrCells = summary.lrCells;
    row.hrCells = summary.hrCells;
    return row;
}
} // namespace

void EventFilterRun::run(quint64 generation, const OpenEventFile& file, const QString& text) {
    try {
        const EventFilter filter(text);
        QList<qint64> accepted;
        QElapsedTimer sinceReport;
        sinceReport.start();
        const qint64 size = file.file->size();
        for (qint64 i = 0; i < size; ++i) {
            if (generation != m_generation)
                return;
            const EventRow row = filter.needsWholeEvent()
                                     ? readEventRow(*file.file, i, file.predictions)
                                     : outline(*file.file, i);
            if (filter.accepts(row))
                accepted.append(i);
            if (sinceReport.elapsed() > MsBetweenReports) {
                Q_EMIT found(generation, accepted, i + 1);
                accepted.clear();
                sinceReport.restart();
            }
        }
        Q_EMIT found(generation, accepted, size);
        Q_EMIT finished(generation);
    } catch (const std::exception& error) {
        Q_EMIT failed(generation, QString::fromUtf8(error.what()));
    }
}

void EventFilterRun::rank(quint64 generation, const OpenEventFile& file,
                          const std::string& prediction) {
    try {
        LargestEvents largest(MostRanked);
        QElapsedTimer sinceReport;
        sinceReport.start();
        const qint64 size = file.file->size();
        for (qint64 i = 0; i < size; ++i) {
            if (generation != m_generation)
                return;
            try {
                const Event event = file.file->read(i);
                const auto stored =
                    prediction.empty() ? std::nullopt : file.file->prediction(prediction, i);
                largest.add(i,
                            differenceShare(event, stored ? stored->mean() : std::vector<float>()));
            } catch (const FileError&) {
                // A damaged event is none that could be shown.
            }
            if (sinceReport.elapsed() > MsBetweenReports) {
                Q_EMIT found(generation, {}, i + 1);
                sinceReport.restart();
            }
        }
        const std::vector<std::int64_t> events = largest.inOrder();
        Q_EMIT ranked(generation, QList<qint64>(events.begin(), events.end()));
    } catch (const std::exception& error) {
        Q_EMIT failed(generation, QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
