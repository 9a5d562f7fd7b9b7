// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QMenu;

namespace calolens {

/// The files opened last, newest first, kept between sessions; fills a menu with those that still
/// exist.
class RecentFiles : public QObject {
    Q_OBJECT
public:
    static constexpr int Most = 10;

    explicit RecentFiles(QObject* parent = nullptr);
    void add(const QString& path);
    void clear();
    [[nodiscard]] QStringList paths() const;
    /// Fills `menu` each time it is about to be shown.
    void fill(QMenu* menu);

Q_SIGNALS:
    void chosen(const QString& path);
};

} // namespace calolens
