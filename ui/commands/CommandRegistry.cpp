// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/CommandRegistry.h"

#include "error/Error.h"
#include "theme/ThemeIcon.h"

namespace calolens {
namespace {
constexpr const char* kCategory = "calolensCategory";
}

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
    action->setShortcut(spec.shortcut);
    if (!spec.icon.isEmpty())
        action->setIcon(themeIcon(spec.icon));
    const QString keys = spec.shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? spec.tooltip
                                      : QStringLiteral("%1 (%2)").arg(spec.tooltip, keys));
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
