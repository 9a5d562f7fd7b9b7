// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAbstractItemModel;
class QLineEdit;
class QListView;

namespace calolens {

class CommandRegistry;
class CommandListModel;

/// Type a few letters of any command and press Enter: all commands of the registry, best match
/// first. Commands that cannot be used now are shown, but cannot be chosen.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(const CommandRegistry& registry, QWidget* parent = nullptr);
    /// Clears what was typed and shows the palette over its parent.
    void popUp();
    /// The rows now listed: command texts, best match first.
    [[nodiscard]] QAbstractItemModel* rows() const;
    void setTyped(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void runCurrent();

    CommandListModel* m_model;
    QLineEdit* m_typed;
    QListView* m_list;
};

} // namespace calolens
