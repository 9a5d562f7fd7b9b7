// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/Session.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <functional>

namespace calolens {

/// Keeps a session in a file while the window is open, so that it is there after a crash and at the
/// next start. Of several windows only the first keeps its session.
class SessionAutosave : public QObject {
    Q_OBJECT
public:
    /// @param current  asked every few seconds, and at the end
    SessionAutosave(const QString& path, std::function<Session()> current,
                    QObject* parent = nullptr);

    /// The session of the window before this one, if there was one.
    [[nodiscard]] QString previous() const;
    /// Whether the window that wrote the file was not closed, and its program is gone.
    [[nodiscard]] bool crashed() const noexcept { return m_crashed; }
    /// Whether this window keeps its session: no other one does.
    [[nodiscard]] bool active() const { return m_lock.isLocked(); }
    /// Writes the session if it has changed. Errors are told once, on standard error: it is no job
    /// that the user has asked for.
    void save();
    /// Saves, and notes that the window was closed.
    void end();

private:
    QString m_path;
    std::function<Session()> m_current;
    QLockFile m_lock;
    QTimer m_timer;
    bool m_crashed = false;
    bool m_told = false;
    std::string m_written;
};

} // namespace calolens
