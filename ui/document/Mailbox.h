// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace calolens {

/// Calls handed to the thread that this object lives in, made there one after the other in the
/// order in which they were posted.
///
/// What a call carries passes from thread to thread under a lock of our own. Qt's event queue would
/// do as well, but its locks are invisible to the thread sanitizer where Qt was built without it.
class Mailbox : public QObject {
    Q_OBJECT
public:
    /// From any thread.
    void post(std::function<void()> call);
    /// From any thread: calls that wait, and those to come, are not made.
    void close();

private Q_SLOTS:
    void deliver();

private:
    /// Through Qt's event queue, which carries nothing else.
    void wake();

    std::mutex m_lock;
    std::deque<std::function<void()>> m_waiting;
    bool m_closed = false;
};

} // namespace calolens
