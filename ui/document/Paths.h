// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <filesystem>

namespace calolens {

/// A file name of Qt as the core takes it: the same bytes as on the disk.
[[nodiscard]] inline std::filesystem::path toPath(const QString& name) {
    return {QFile::encodeName(name).toStdString()};
}

/// The reverse.
[[nodiscard]] inline QString toQString(const std::filesystem::path& path) {
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

} // namespace calolens
