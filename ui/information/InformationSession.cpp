// SPDX-License-Identifier: GPL-3.0-or-later
#include "information/InformationSession.h"

namespace calolens {

InformationSession::InformationSession(ModelSource models, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<InformationWorker>(std::move(models)),
               QStringLiteral("information")) {
    m_worker.listen(&InformationWorker::done,
                    [this](quint64 request, const std::shared_ptr<const ShownInformation>& shown) {
                        if (request != m_request)
                            return;
                        m_shown = shown;
                        m_running = false;
                        Q_EMIT changed();
                    });
    m_worker.listen(&InformationWorker::impossible, [this](quint64 request, const QString& reason) {
        if (request != m_request)
            return;
        m_reason = reason;
        m_running = false;
        Q_EMIT changed();
    });
}

InformationSession::~InformationSession() {
    shutDown();
}

void InformationSession::shutDown() {
    giveUp();
    m_worker.stop();
}

void InformationSession::giveUp() {
    m_worker.worker()->setLatest(++m_request);
    m_running = false;
}

void InformationSession::start() {
    if (!m_watched || !m_what || m_running || m_shown || !m_reason.isEmpty())
        return;
    m_worker.worker()->setLatest(++m_request);
    m_worker.post([request = m_request, what = *m_what](InformationWorker& worker) {
        worker.run(request, what);
    });
    m_running = true;
}

void InformationSession::ask(const InformationRequest& what) {
    if (m_what == what)
        return;
    giveUp();
    m_what = what;
    m_shown.reset();
    m_reason.clear();
    start();
    Q_EMIT changed();
}

void InformationSession::clear(const QString& reason) {
    if (!m_what && m_reason == reason)
        return;
    giveUp();
    m_what.reset();
    m_shown.reset();
    m_reason = reason;
    Q_EMIT changed();
}

void InformationSession::setWatched(bool watched) {
    if (watched == m_watched)
        return;
    m_watched = watched;
    if (!watched && m_running)
        giveUp(); // and begun again when somebody looks
    start();
    Q_EMIT changed();
}

} // namespace calolens
