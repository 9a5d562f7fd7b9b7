// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/EvidenceSession.h"

namespace calolens {

EvidenceSession::EvidenceSession(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<EvidenceWorker>(), QStringLiteral("evidence")) {
    m_worker.listen(&EvidenceWorker::done,
                    [this](quint64 request, const std::shared_ptr<const Evidence>& evidence) {
                        if (request != m_request)
                            return;
                        m_evidence = evidence;
                        m_running = false;
                        Q_EMIT changed();
                    });
    m_worker.listen(&EvidenceWorker::failed, [this](quint64 request, const QString& message) {
        if (request != m_request)
            return;
        m_evidence.reset();
        m_running = false;
        Q_EMIT changed();
        Q_EMIT failed(message);
    });
}

EvidenceSession::~EvidenceSession() {
    shutDown();
}

void EvidenceSession::shutDown() {
    m_worker.worker()->setLatest(++m_request);
    m_worker.stop();
}

void EvidenceSession::check(const EvidenceRequest& what) {
    // What is said of another event must not stand beside this one.
    if (m_evidence && m_evidence->of.event != what.event)
        m_evidence.reset();
    m_worker.worker()->setLatest(++m_request);
    m_worker.post(
        [request = m_request, what](EvidenceWorker& worker) { worker.run(request, what); });
    m_running = true;
    Q_EMIT changed();
}

void EvidenceSession::clear() {
    m_worker.worker()->setLatest(++m_request);
    m_evidence.reset();
    m_running = false;
    Q_EMIT changed();
}

} // namespace calolens
