// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/DemoEvents.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace calolens {

QString demoEventsPath() {
    const QString file = QStringLiteral("events/electrons.h5");
    const QString candidates[] = {QCoreApplication::applicationDirPath() +
                                      QStringLiteral("/../share/calolens/") + file,
                                  QStringLiteral(CALOLENS_SOURCE_RESOURCES "/") + file};
    for (const QString& path : candidates)
        if (QFileInfo::exists(path))
            return QDir::cleanPath(path);
    return {};
}

} // namespace calolens
