// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/WindowSheets.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QMainWindow>
#include <QWidget>

namespace calolens {

WindowSheets::WindowSheets(QObject* parent)
    : QObject(parent) {
    qApp->installEventFilter(this);
}

void WindowSheets::set(const QString& sheet) {
    m_sheet = sheet;
    for (QWidget* window : QApplication::topLevelWidgets())
        if (window->isVisible())
            dress(*window);
}

void WindowSheets::dress(QWidget& widget) const {
    if (!widget.isWindow() || widget.parentWidget() != nullptr || widget.styleSheet() == m_sheet)
        return;
    // Where one sheet replaces another, Qt matches the rules twice for each widget.
    widget.setStyleSheet({});
    widget.setStyleSheet(m_sheet);
}

bool WindowSheets::eventFilter(QObject* watched, QEvent* event) {
    // A window gets it before its first layout. What is polished without a parent may be anything,
    // most often a part that will have one: it is left alone until it is shown.
    const bool firstLayout =
        event->type() == QEvent::Polish && (qobject_cast<QMainWindow*>(watched) != nullptr ||
                                            qobject_cast<QDialog*>(watched) != nullptr);
    if (firstLayout || (event->type() == QEvent::Show && watched->isWidgetType()))
        dress(*static_cast<QWidget*>(watched));
    return QObject::eventFilter(watched, event);
}

} // namespace calolens
