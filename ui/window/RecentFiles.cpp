// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/RecentFiles.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace calolens {
namespace {
const QLatin1String kKey("recentFiles");
}

RecentFiles::RecentFiles(QObject* parent)
    : QObject(parent) {
}

void RecentFiles::add(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList paths = this->paths();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    QSettings().setValue(kKey, paths.mid(0, Most));
}

void RecentFiles::clear() {
    QSettings().remove(kKey);
}

QStringList RecentFiles::paths() const {
    return QSettings().value(kKey).toStringList();
}

void RecentFiles::fill(QMenu* menu) {
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const QString& path : paths()) {
            const QFileInfo info(path);
            if (!info.exists())
                continue;
            QString name = info.fileName();
            name.replace(QLatin1Char('&'), QStringLiteral("&&"));
            QAction* action = menu->addAction(name);
            action->setToolTip(path);
            connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
        }
        if (menu->isEmpty()) {
            menu->addAction(tr("No files yet"))->setEnabled(false);
            return;
        }
        menu->addSeparator();
        connect(menu->addAction(tr("Clear This List")), &QAction::triggered, this,
                &RecentFiles::clear);
    });
    menu->setToolTipsVisible(true);
}

} // namespace calolens
