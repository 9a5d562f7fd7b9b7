// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/WorkerThread.h"
#include "evidence/EvidenceWorker.h"

#include <QObject>

namespace calolens {

/// What the checks say of the event in hand, computed in the background whenever the event or its
/// draws change.
class EvidenceSession : public QObject {
    Q_OBJECT
public:
    explicit EvidenceSession(QObject* parent = nullptr);
    ~EvidenceSession() override;

    /// Asks for the checks; those of another request that still run are given up.
    void check(const EvidenceRequest& what);
    /// No event: nothing to check.
    void clear();
    /// The latest that is known, which may be of fewer draws than there are by now; nullptr: none.
    [[nodiscard]] std::shared_ptr<const Evidence> evidence() const noexcept { return m_evidence; }
    [[nodiscard]] bool running() const noexcept { return m_running; }
    /// Ends the worker's thread. Called before the window goes.
    void shutDown();

Q_SIGNALS:
    void changed(); ///< evidence() or running() is another
    void failed(const QString& message);

private:
    WorkerThread<EvidenceWorker> m_worker;
    quint64 m_request = 0;
    std::shared_ptr<const Evidence> m_evidence;
    bool m_running = false;
};

} // namespace calolens
