// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QTableWidget;

namespace calolens {

class CommandRegistry;

/// Every command with its shortcut; choose one, press other keys. Changes hold at once, and are
/// kept.
class ShortcutEditor : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutEditor(CommandRegistry& registry, QWidget* parent = nullptr);

    /// Goes to a command.
    void choose(const QString& id);
    /// Gives the chosen command these keys; remark() says if another has them.
    void assign(const QKeySequence& keys);
    void resetChosen();
    void resetAll();
    [[nodiscard]] QString remark() const;

private:
    void fill();
    void filter(const QString& text);
    void showChosen();
    [[nodiscard]] QAction* chosen() const;

    CommandRegistry& m_registry;
    QLineEdit* m_filter;
    QTableWidget* m_table;
    QKeySequenceEdit* m_keys;
    QLabel* m_remark;
};

} // namespace calolens
