// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/CommandListModel.h"

#include "commands/CommandRegistry.h"
#include "commands/TextMatch.h"

#include <algorithm>

namespace calolens {

CommandListModel::CommandListModel(const CommandRegistry& registry, QObject* parent)
    : QAbstractListModel(parent)
    , m_registry(registry) {
    setTyped({});
}

void CommandListModel::setTyped(const QString& typed) {
    beginResetModel();
    std::vector<std::pair<int, QAction*>> scored;
    for (QAction* action : m_registry.actions()) {
        const QString text = CommandRegistry::plainText(action);
        const QString withCategory = CommandRegistry::categoryOf(action) + QLatin1Char(' ') + text;
        // The command's own words count more than its category.
        const int score =
            std::max(2 * textMatchScore(typed, text) + 1, textMatchScore(typed, withCategory));
        if (score >= 0)
            scored.emplace_back(score, action);
    }
    if (!typed.trimmed().isEmpty())
        std::stable_sort(scored.begin(), scored.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
    m_matches.clear();
    for (const auto& [score, action] : scored)
        m_matches.append(action);
    endResetModel();
}

QAction* CommandListModel::actionAt(const QModelIndex& index) const {
    return index.isValid() ? m_matches.value(index.row()) : nullptr;
}

int CommandListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_matches.size());
}

QVariant CommandListModel::data(const QModelIndex& index, int role) const {
    const QAction* action = actionAt(index);
    if (action == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return CommandRegistry::plainText(action);
    case Qt::ToolTipRole:
        return action->toolTip();
    case Qt::DecorationRole:
        return action->icon();
    case CategoryRole:
        return CommandRegistry::categoryOf(action);
    case ShortcutRole:
        return action->shortcut().toString(QKeySequence::NativeText);
    default:
        return {};
    }
}

Qt::ItemFlags CommandListModel::flags(const QModelIndex& index) const {
    const QAction* action = actionAt(index);
    if (action == nullptr || !action->isEnabled())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace calolens
