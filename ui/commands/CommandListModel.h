// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>

class QAction;

namespace calolens {

class CommandRegistry;

/// The commands that match a typed text, best first; all of them, in their order, for none.
class CommandListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CategoryRole = Qt::UserRole, ShortcutRole };

    explicit CommandListModel(const CommandRegistry& registry, QObject* parent = nullptr);
    void setTyped(const QString& typed);
    [[nodiscard]] QAction* actionAt(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    const CommandRegistry& m_registry;
    QList<QAction*> m_matches;
};

} // namespace calolens
