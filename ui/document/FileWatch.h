// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QMap>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace calolens {

/// Notices when files on the disk are no longer those that were opened: written anew, or still
/// growing. Tells only when a file has been left alone for a moment.
class FileWatch : public QObject {
    Q_OBJECT
public:
    explicit FileWatch(QObject* parent = nullptr);

    /// Watches these files, as they are now, and no others.
    void setFiles(const QStringList& paths);

Q_SIGNALS:
    void changed(const QString& path);

private:
    /// What is known of a file without reading it.
    struct State {
        QDateTime modified;
        qint64 size = -1;
        bool operator==(const State&) const = default;
    };
    [[nodiscard]] static State stateOf(const QString& path);
    void look();

    QFileSystemWatcher m_watcher;
    QMap<QString, State> m_known;  ///< as opened
    QMap<QString, State> m_latest; ///< as last looked at, of those that differ
    QTimer m_soon;
};

} // namespace calolens
