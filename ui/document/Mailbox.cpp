// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/Mailbox.h"

namespace calolens {

void Mailbox::wake() {
    if (!QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection))
        qFatal("Mailbox: there is no slot named deliver");
}

void Mailbox::post(std::function<void()> call) {
    {
        const std::lock_guard lock(m_lock);
        if (m_closed)
            return;
        m_waiting.push_back(std::move(call));
        if (m_waiting.size() > 1)
            return; // already woken
    }
    wake();
}

void Mailbox::close() {
    const std::lock_guard lock(m_lock);
    m_closed = true;
    m_waiting.clear();
}

void Mailbox::deliver() {
    // One call a turn: what the receiver's thread has to do besides comes between.
    std::function<void()> call;
    bool more = false;
    {
        const std::lock_guard lock(m_lock);
        if (m_waiting.empty())
            return;
        call = std::move(m_waiting.front());
        m_waiting.pop_front();
        more = !m_waiting.empty();
    }
    if (more)
        wake();
    call();
}

} // namespace calolens
