// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ShaderSource.h"

#include "error/Error.h"

#include <QFile>

// A static library's resources are linked in only where they are named; must stand outside any
// namespace.
static void initialiseShaderResources() {
    Q_INIT_RESOURCE(shaders);
}

namespace calolens {

std::string shaderSource(const char* fileName) {
    initialiseShaderResources();
    QFile file(QStringLiteral(":/shaders/") + QLatin1String(fileName));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(std::string("The program lacks its shader ") + fileName);
    return file.readAll().toStdString();
}

} // namespace calolens
