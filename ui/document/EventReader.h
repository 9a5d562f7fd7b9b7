// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/EventFile.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace calolens {

/// A file as the window holds it.
struct OpenEventFile {
    std::shared_ptr<EventFile> file;
    std::vector<PredictionInfo> predictions; ///< those stored in the file
    std::string identity;                    ///< eventIdentity(); empty if an event is damaged
};

/// Which picture of a stored prediction is meant.
struct PredictionChoice {
    static constexpr int Mean = -1;
    std::string name;  ///< empty: none
    int sample = Mean; ///< number of the draw, or Mean
    bool operator==(const PredictionChoice&) const = default;
};

/// The draws of one event that a file holds.
struct StoredDraws {
    Prediction prediction;
    PredictionInfo info;
};

/// One event with the stored prediction that was asked for.
struct LoadedEvent {
    std::shared_ptr<EventFile> file;
    std::shared_ptr<const Event> event;
    PredictionChoice choice;      ///< as asked for
    std::vector<float> predicted; ///< MeV per HR cell; empty if the event has not been predicted
    /// All draws that the file holds of it, and how they were made; nullptr: none.
    std::shared_ptr<const StoredDraws> draws;
};

/// Opens files and reads events in a thread of its own. Requests are numbered; a read that is no
/// longer the latest when its turn comes is skipped, so that stepping fast through events reads
/// only those that are shown.
class EventReader : public QObject {
    Q_OBJECT
public:
    /// To be called from any thread before the request is posted.
    void setLatestRead(quint64 request) noexcept { m_latestRead = request; }

    void open(quint64 request, const QString& path);
    void read(quint64 request, const std::shared_ptr<EventFile>& file, qint64 event,
              const PredictionChoice& choice);

Q_SIGNALS:
    void opened(quint64 request, const calolens::OpenEventFile& file);
    void openFailed(quint64 request, const QString& message);
    void eventRead(quint64 request, const calolens::LoadedEvent& event);
    void readFailed(quint64 request, const QString& message);

private:
    std::atomic<quint64> m_latestRead = 0;
};

} // namespace calolens
