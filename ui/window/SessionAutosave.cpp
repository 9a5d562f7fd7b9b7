// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/SessionAutosave.h"

#include "document/Paths.h"
#include "error/Error.h"
#include "event/WholeFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <filesystem>
#include <utility>

namespace calolens {

namespace {
constexpr std::chrono::seconds Interval{5};
} // namespace

SessionAutosave::SessionAutosave(const QString& path, std::function<Session()> current,
                                 QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_current(std::move(current))
    , m_lock(path + QStringLiteral(".lock")) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    const bool unfinished = QFile::exists(path + QStringLiteral(".lock"));
    // Only the end of the program that holds it makes the lock stale, not its age.
    m_lock.setStaleLockTime(0);
    if (!m_lock.tryLock(0))
        return;
    m_crashed = unfinished && QFile::exists(path);
    if (QFile::exists(path)) {
        QFile::remove(previous());
        QFile::rename(path, previous());
    }
    m_timer.callOnTimeout(this, &SessionAutosave::save);
    m_timer.start(Interval);
}

QString SessionAutosave::previous() const {
    const QFileInfo file(m_path);
    return file.absolutePath() + QStringLiteral("/previous-") + file.fileName();
}

void SessionAutosave::save() {
    if (!active())
        return;
    const Session session = m_current();
    if (session.files.empty())
        return; // an empty window is nothing to come back to
    const std::filesystem::path path = toPath(m_path);
    const std::string text = sessionToJson(session, path.parent_path());
    if (text == m_written)
        return;
    try {
        writeWholeFile(path, text);
        m_written = text;
    } catch (const Error& error) {
        if (!std::exchange(m_told, true))
            qWarning("The session cannot be kept: %s", error.what());
    }
}

void SessionAutosave::end() {
    save();
    m_timer.stop();
    m_lock.unlock();
}

} // namespace calolens
