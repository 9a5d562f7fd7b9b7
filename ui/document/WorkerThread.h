// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/Mailbox.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <mutex>
#include <tuple>
#include <utility>

namespace calolens {

/// A thread with an event loop in which one worker object lives. Calls are posted to it; what it
/// has to say it says by signals, which are listened to in the thread that made the WorkerThread.
///
/// The destructor lets the call in hand end and drops those that wait. Whoever owns a WorkerThread
/// tells the worker to stop first, if a call may take long.
template<typename Worker>
class WorkerThread {
public:
    /// @param worker  without a parent
    WorkerThread(std::unique_ptr<Worker> worker, const QString& name)
        : m_worker(std::move(worker)) {
        m_thread.setObjectName(name);
        m_worker->moveToThread(&m_thread);
        m_toWorker.moveToThread(&m_thread);
        // The thread's last act, in itself: what it did is then seen by who waits for it (see
        // Mailbox for why this does not rest on QThread alone).
        QObject::connect(
            &m_thread, &QThread::finished, m_worker.get(),
            [this] { const std::lock_guard lock(m_end); }, Qt::DirectConnection);
        m_thread.start();
    }
    ~WorkerThread() { stop(); }
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Makes `call(worker)` in the worker's thread, after the calls already waiting.
    template<typename Call>
    void post(Call&& call) {
        m_toWorker.post([worker = m_worker.get(), call = std::forward<Call>(call)]() mutable {
            call(*worker);
        });
    }

    /// Makes `handler(arguments...)` in the owner's thread for each `signal` of the worker. To be
    /// called before the first post().
    template<typename... Arguments, typename Handler>
    void listen(void (Worker::*signal)(Arguments...), Handler handler) {
        QObject::connect(
            m_worker.get(), signal, m_worker.get(),
            [this, handler = std::move(handler)](Arguments... arguments) {
                m_toOwner.post([handler, kept = std::tuple<std::decay_t<Arguments>...>(
                                             arguments...)] { std::apply(handler, kept); });
            },
            Qt::DirectConnection);
    }

    /// Ends the thread. Calls posted later are not made, signals not yet heard are not heard.
    void stop() {
        m_toWorker.close();
        m_toOwner.close();
        m_thread.quit();
        m_thread.wait();
        const std::lock_guard lock(m_end);
    }

    /// For what the worker allows from any thread; valid as long as this object.
    [[nodiscard]] Worker* worker() const noexcept { return m_worker.get(); }

private:
    std::unique_ptr<Worker> m_worker;
    Mailbox m_toWorker;
    Mailbox m_toOwner;
    std::mutex m_end;
    QThread m_thread;
};

} // namespace calolens
