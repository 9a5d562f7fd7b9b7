// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/CommandRegistry.h"

#include "error/Error.h"
#include "theme/ThemeIcon.h"

#include <QSettings>

#include <algorithm>
#include <utility>

namespace calolens {
namespace {
constexpr const char* kCategory = "calolensCategory";
constexpr const char* kTooltip = "calolensTooltip";
constexpr const char* kDefault = "calolensDefaultShortcut";
const QLatin1String kShortcuts("shortcuts");

/// Shortcut and tooltip, which names it.
void applyShortcut(QAction& action, const QKeySequence& shortcut) {
    action.setShortcut(shortcut);
    const QString tooltip = action.property(kTooltip).toString();
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action.setToolTip(keys.isEmpty() ? tooltip : QStringLiteral("%1 (%2)").arg(tooltip, keys));
}
} // namespace

CommandRegistry::CommandRegistry(QObject* parent)
    : QObject(parent) {
}

QAction* CommandRegistry::add(const CommandSpec& spec, std::function<void(bool)> run) {
    const std::string name = spec.id.toStdString();
    if (spec.id.isEmpty() || spec.text.isEmpty() || spec.tooltip.isEmpty())
        throw UsageError("The command '" + name + "' needs an id, a text and a tooltip.");
    for (const QAction* other : std::as_const(m_actions)) {
        if (other->objectName() == spec.id)
            throw UsageError("There are two commands named '" + name + "'.");
        if (!spec.shortcut.isEmpty() && other->shortcut() == spec.shortcut)
            throw UsageError("The commands '" + other->objectName().toStdString() + "' and '" +
                             name + "' have the same shortcut.");
    }
    auto* action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setProperty(kCategory, spec.category);
    action->setCheckable(spec.checkable);
    action->setProperty(kTooltip, spec.tooltip);
    action->setProperty(kDefault, spec.shortcut);
    if (!spec.icon.isEmpty())
        action->setIcon(themeIcon(spec.icon));
    applyShortcut(*action, spec.shortcut);
    action->setStatusTip(spec.tooltip);
    connect(action, &QAction::triggered, this, std::move(run));
    m_actions.append(action);
    return action;
}

QAction* CommandRegistry::action(const QString& id) const {
    for (QAction* action : m_actions)
        if (action->objectName() == id)
            return action;
    throw UsageError("There is no command named '" + id.toStdString() + "'.");
}

void CommandRegistry::setShortcut(const QString& id, const QKeySequence& shortcut) {
    QAction* const changed = action(id);
    for (const QAction* other : std::as_const(m_actions))
        if (other != changed && !shortcut.isEmpty() && other->shortcut() == shortcut)
            throw UsageError(tr("%1 belongs to \"%2\".")
                                 .arg(shortcut.toString(QKeySequence::NativeText), plainText(other))
                                 .toStdString());
    applyShortcut(*changed, shortcut);
    Q_EMIT shortcutsChanged();
}

QKeySequence CommandRegistry::defaultShortcut(const QAction* action) {
    return action->property(kDefault).value<QKeySequence>();
}

void CommandRegistry::saveShortcuts() const {
    QSettings settings;
    settings.remove(kShortcuts);
    settings.beginGroup(kShortcuts);
    for (const QAction* action : m_actions)
        if (action->shortcut() != defaultShortcut(action))
            settings.setValue(action->objectName(),
                              action->shortcut().toString(QKeySequence::PortableText));
}

void CommandRegistry::loadShortcuts() {
    QSettings settings;
    settings.beginGroup(kShortcuts);
    const QStringList ids = settings.childKeys();
    const auto known = [this](const QString& id) {
        return std::any_of(m_actions.begin(), m_actions.end(),
                           [&](const QAction* action) { return action->objectName() == id; });
    };
    // First all are taken away, so that two commands may have exchanged theirs.
    for (const QString& id : ids)
        if (known(id))
            applyShortcut(*action(id), {});
    for (const QString& id : ids) {
        try {
            setShortcut(id, QKeySequence(settings.value(id).toString()));
        } catch (const UsageError&) {
            // Of another version of the program.
        }
    }
}

QString CommandRegistry::categoryOf(const QAction* action) {
    return action->property(kCategory).toString();
}

QString CommandRegistry::plainText(const QAction* action) {
    QString text = action->text();
    text.remove(QLatin1Char('&'));
    while (text.endsWith(QLatin1Char('.')) || text.endsWith(QChar(0x2026)))
        text.chop(1);
    return text;
}

} // namespace calolens
