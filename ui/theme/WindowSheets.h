// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace calolens {

/// Gives the style sheet of the theme to each window that stands for itself; dialogs and menus wear
/// what their parent does. A sheet of the whole application looks the same and costs much more: Qt
/// goes through it again for all widgets of a part whenever that part gets a parent, which happens
/// at each level of a window that is built, and once for each ancestor of each widget when the
/// theme changes.
class WindowSheets : public QObject {
    Q_OBJECT
public:
    explicit WindowSheets(QObject* parent);
    /// From now on; what is hidden gets it when it is shown.
    void set(const QString& sheet);

private:
    void dress(QWidget& widget) const;
    bool eventFilter(QObject* watched, QEvent* event) override;
    QString m_sheet;
};

} // namespace calolens
