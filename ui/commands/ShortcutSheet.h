// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QPair>

namespace calolens {

class CommandRegistry;

/// Every shortcut on one page, by category, and how the mouse moves the view.
class ShortcutSheet : public QDialog {
    Q_OBJECT
public:
    /// @param gestures  what the mouse and keys do in the view: (gesture, effect)
    ShortcutSheet(const CommandRegistry& registry, const QList<QPair<QString, QString>>& gestures,
                  QWidget* parent = nullptr);
};

} // namespace calolens
