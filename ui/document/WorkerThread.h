// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <utility>

namespace calolens {

/// A thread with an event loop in which one worker object lives. Calls are handed to it as queued
/// function objects; what it has to say it says by signals, which arrive in the receiver's thread.
///
/// The destructor lets the call in hand end, drops those that wait, and deletes the worker in its
/// own thread. Whoever owns a WorkerThread tells the worker to stop first, if a call may take long.
template<typename Worker>
class WorkerThread {
public:
    /// @param worker  without a parent; taken over
    WorkerThread(Worker* worker, const QString& name)
        : m_worker(worker) {
        m_thread.setObjectName(name);
        worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
        m_thread.start();
    }
    ~WorkerThread() { stop(); }
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Runs `call(worker)` in the worker's thread, after the calls already waiting.
    template<typename Call>
    void post(Call&& call) {
        QMetaObject::invokeMethod(
            m_worker,
            [worker = m_worker, call = std::forward<Call>(call)]() mutable { call(*worker); },
            Qt::QueuedConnection);
    }
    /// Ends the thread; posts nothing after that.
    void stop() {
        m_thread.quit();
        m_thread.wait();
    }
    /// For connecting to its signals; call its functions by post() only.
    [[nodiscard]] Worker* worker() const noexcept { return m_worker; }

private:
    QThread m_thread;
    Worker* m_worker;
};

} // namespace calolens
