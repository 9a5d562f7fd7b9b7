// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "information/InformationWorker.h"

#include <QObject>

#include <optional>

namespace calolens {

/// Where the bits of the event in hand come from, worked out in the background while somebody looks
/// at it.
class InformationSession : public QObject {
    Q_OBJECT
public:
    explicit InformationSession(ModelSource models, QObject* parent = nullptr);
    ~InformationSession() override;

    /// Asks for an event's information, and gives up what still runs for another. What is there
    /// already is not worked out again.
    void ask(const InformationRequest& what);
    /// There is nothing to ask. @param reason  why, in words
    void clear(const QString& reason);
    /// Whether somebody looks: what is asked for meanwhile waits.
    void setWatched(bool watched);

    /// nullptr: not known (yet).
    [[nodiscard]] std::shared_ptr<const ShownInformation> shown() const noexcept { return m_shown; }
    [[nodiscard]] bool running() const noexcept { return m_running; }
    /// Why nothing is known, in words; empty while it runs or is known.
    [[nodiscard]] QString reason() const { return m_reason; }
    /// Ends the worker's thread. Called before the window goes.
    void shutDown();

Q_SIGNALS:
    void changed();

private:
    void giveUp();
    void start();

    WorkerThread<InformationWorker> m_worker;
    quint64 m_request = 0;
    std::optional<InformationRequest> m_what; ///< none: nothing is asked for
    std::shared_ptr<const ShownInformation> m_shown;
    QString m_reason;
    bool m_watched = false;
    bool m_running = false;
};

} // namespace calolens
