// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/DemoEvents.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace calolens {

QStringList demoEventsPaths() {
    const QString folders[] = {QCoreApplication::applicationDirPath() +
                                   QStringLiteral("/../share/calolens/events/"),
                               QStringLiteral(CALOLENS_SOURCE_RESOURCES "/events/")};
    QStringList found;
    for (const auto& name : {QStringLiteral("electrons.h5"), QStringLiteral("multi.h5")})
        for (const QString& folder : folders)
            if (QFileInfo::exists(folder + name)) {
                found << QDir::cleanPath(folder + name);
                break;
            }
    return found;
}

bool isDemo(const QString& path) {
    return demoEventsPaths().contains(path);
}

} // namespace calolens
