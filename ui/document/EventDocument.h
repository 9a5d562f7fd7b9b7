// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/EventReader.h"
#include "document/WorkerThread.h"
#include "event/EventComparison.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace calolens {

/// What is open: files, the current event, and the prediction that is compared with it.
///
/// Files are opened and events read in a thread of their own. Nothing is given up before its
/// successor is there: when a file cannot be opened or an event cannot be read, failed() says why
/// and everything stays as it was.
class EventDocument : public QObject {
    Q_OBJECT
public:
    explicit EventDocument(QObject* parent = nullptr);
    ~EventDocument() override;

    /// Opens a file beside those already open (again, if it is one of them) and goes to one of its
    /// events.
    void openFile(const QString& path, qint64 event = 0);
    /// Goes to an open file; its first event is read.
    void setCurrentFile(int index);
    /// Closes the current file and goes to the one before it, if any.
    void closeCurrentFile();
    [[nodiscard]] const std::vector<OpenEventFile>& files() const noexcept { return m_files; }
    [[nodiscard]] int currentFile() const noexcept { return m_currentFile; } ///< -1: none
    [[nodiscard]] std::shared_ptr<EventFile> file() const;
    [[nodiscard]] static QString displayName(const EventFile& file);

    /// Reads an event of the current file; out of range is clamped. The event is current when
    /// eventChanged() is sent.
    void goToEvent(qint64 number);
    /// Goes so many events on (or back), counted from the one asked for last.
    void stepEvent(qint64 by);
    [[nodiscard]] qint64 currentEvent() const noexcept; ///< -1: none
    [[nodiscard]] std::shared_ptr<const Event> event() const;
    [[nodiscard]] qint64 eventCount() const;

    /// Shows a stored prediction of the file beside each event from now on.
    void choosePrediction(const PredictionChoice& choice);
    [[nodiscard]] const PredictionChoice& predictionChoice() const noexcept { return m_choice; }
    /// Shows the file's own prediction of the event again, or none if it has none.
    void showStoredPrediction();
    /// Shows a prediction that was just made; kept until the event changes.
    /// @param energies  MeV per HR cell of the current event; ignored if of another length
    void showPrediction(std::vector<float> energies, const QString& label,
                        const PredictionInfo& info);

    /// The draws of the chosen prediction that the file holds of the event; null: none.
    [[nodiscard]] std::shared_ptr<const StoredDraws> storedDraws() const { return m_storedDraws; }
    /// The event and its prediction; null if there is none.
    [[nodiscard]] std::shared_ptr<const EventComparison> comparison() const { return m_comparison; }
    /// Whether a file or an event is being read.
    [[nodiscard]] bool busy() const noexcept { return m_opening > 0 || m_reading; }

Q_SIGNALS:
    void filesChanged();       ///< opened or closed
    void currentFileChanged(); ///< file() is another one
    void eventChanged();       ///< event() and comparison() are others
    void predictionChanged();  ///< only the predicted energies of comparison() are others
    void failed(const QString& message);
    void busyChanged(bool busy);

private:
    void requestEvent(qint64 number);
    void acceptFile(const OpenEventFile& file, qint64 event);
    void acceptEvent(quint64 request, const LoadedEvent& loaded);
    void clearEvent();
    void switchToFile(int index, qint64 event);
    void updateBusy();

    WorkerThread<EventReader> m_reader;
    std::vector<OpenEventFile> m_files;
    int m_currentFile = -1;
    PredictionChoice m_choice;
    std::shared_ptr<const EventComparison> m_comparison;
    std::shared_ptr<const EventComparison> m_stored; ///< as it was read
    std::shared_ptr<const StoredDraws> m_storedDraws;
    std::shared_ptr<EventFile> m_shownFile; ///< that the event of m_comparison was read from
    quint64 m_readRequest = 0;
    qint64 m_requestedEvent = -1;
    int m_opening = 0;
    bool m_reading = false;
    bool m_wasBusy = false;
    std::vector<std::pair<quint64, qint64>> m_eventOfOpen; ///< event to go to, per open request
    quint64 m_openRequest = 0;
};

} // namespace calolens
