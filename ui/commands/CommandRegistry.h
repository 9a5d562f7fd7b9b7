// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace calolens {

/// What is said about a command when it is registered.
struct CommandSpec {
    QString id;       ///< "file.open": never shown, never translated, unique
    QString category; ///< "File": heading in the shortcut sheet and in the palette
    QString text;     ///< "Open..."; an ampersand marks the menu's access key
    QString tooltip;  ///< one sentence, without a full stop
    QKeySequence shortcut;
    QString icon; ///< name for themeIcon(); may be empty
    bool checkable = false;
};

/// Every action of the program, one object each. Menus, tool bars, the command palette and the
/// shortcut sheet are made from it, so that each finds the same text, tooltip, shortcut and icon.
class CommandRegistry : public QObject {
    Q_OBJECT
public:
    explicit CommandRegistry(QObject* parent = nullptr);

    /// Registers a command and returns its action, which the registry owns.
    /// @param run  called when the action is triggered; the argument is the check state
    /// @throws UsageError if the id or the shortcut is taken, or text or tooltip is empty
    QAction* add(const CommandSpec& spec, std::function<void(bool)> run);
    /// The action of that id. @throws UsageError if there is none
    [[nodiscard]] QAction* action(const QString& id) const;
    /// Gives a command another shortcut, or none (empty).
    /// @throws UsageError if there is no such command, or another one has the shortcut: says which
    void setShortcut(const QString& id, const QKeySequence& shortcut);
    /// The shortcut that an action was registered with.
    [[nodiscard]] static QKeySequence defaultShortcut(const QAction* action);
    /// Shortcuts that the user has changed are kept in the settings.
    void saveShortcuts() const;
    /// Takes over the kept ones; those of unknown commands and those that are taken are ignored.
    void loadShortcuts();
    /// All actions in the order of registration.
    [[nodiscard]] const QList<QAction*>& actions() const noexcept { return m_actions; }
    /// The category an action was registered under.
    [[nodiscard]] static QString categoryOf(const QAction* action);
    /// The action's text as it reads outside a menu: no access key, no dots.
    [[nodiscard]] static QString plainText(const QAction* action);

Q_SIGNALS:
    void shortcutsChanged();

private:
    QList<QAction*> m_actions;
};

} // namespace calolens
