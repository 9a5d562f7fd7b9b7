// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/FileWatch.h"

#include <QFileInfo>

namespace calolens {

namespace {
constexpr int QuietMs = 400; ///< without a change: whoever writes has paused or ended
}

FileWatch::FileWatch(QObject* parent)
    : QObject(parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(QuietMs);
    m_soon.callOnTimeout(this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_soon, qOverload<>(&QTimer::start));
    // A file that is replaced is another one: only its folder tells.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_soon,
            qOverload<>(&QTimer::start));
}

FileWatch::State FileWatch::stateOf(const QString& path) {
    const QFileInfo file(path);
    return file.exists() ? State{file.lastModified(), file.size()} : State{};
}

void FileWatch::setFiles(const QStringList& paths) {
    if (const QStringList watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    m_known.clear();
    m_latest.clear();
    for (const QString& path : paths) {
        m_known.insert(path, stateOf(path));
        m_watcher.addPath(path);
        m_watcher.addPath(QFileInfo(path).absolutePath());
    }
}

void FileWatch::look() {
    bool again = false;
    const QStringList paths = m_known.keys();
    for (const QString& path : paths) {
        const State now = stateOf(path);
        if (now == m_known.value(path) || now.size < 0) { // or it is just being replaced
            m_latest.remove(path);
        } else if (m_latest.value(path) == now) { // and has been left alone since
            m_known.insert(path, now);
            m_latest.remove(path);
            m_watcher.addPath(path);
            Q_EMIT changed(path);
        } else {
            m_latest.insert(path, now);
            again = true;
        }
    }
    if (again)
        m_soon.start();
}

} // namespace calolens
