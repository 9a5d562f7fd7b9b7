// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/ShortcutEditor.h"

#include "commands/CommandRegistry.h"
#include "commands/TextMatch.h"
#include "error/Error.h"
#include "theme/Theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace calolens {

namespace {
enum Column { Category, Command, Keys, ColumnCount };
}

ShortcutEditor::ShortcutEditor(CommandRegistry& registry, QWidget* parent)
    : QDialog(parent)
    , m_registry(registry)
    , m_filter(new QLineEdit)
    , m_table(new QTableWidget)
    , m_keys(new QKeySequenceEdit)
    , m_remark(new QLabel) {
    setWindowTitle(tr("Shortcuts"));
    resize(620, 560);
    m_filter->setPlaceholderText(tr("Find a command"));
    m_filter->setClearButtonEnabled(true);
    m_table->setColumnCount(ColumnCount);
    m_table->setHorizontalHeaderLabels({tr("Menu"), tr("Command"), tr("Keys")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(Command, QHeaderView::Stretch);
    m_table->setAccessibleName(tr("Commands"));
    m_keys->setAccessibleName(tr("Keys of the chosen command"));
    m_remark->setProperty("role", QStringLiteral("error"));
    m_remark->setWordWrap(true);

    auto* none = new QPushButton(tr("No Keys"));
    auto* usual = new QPushButton(tr("Usual Keys"));
    auto* all = new QPushButton(tr("All as Usual"));
    for (QPushButton* button : {none, usual, all})
        button->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Press the keys for it:")));
    row->addWidget(m_keys, 1);
    row->addWidget(none);
    row->addWidget(usual);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(all, QDialogButtonBox::ResetRole);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(spacing::Normal);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addLayout(row);
    layout->addWidget(m_remark);
    layout->addWidget(buttons);

    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutEditor::filter);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ShortcutEditor::showChosen);
    connect(m_keys, &QKeySequenceEdit::editingFinished, this,
            [this] { assign(m_keys->keySequence()); });
    connect(none, &QPushButton::clicked, this, [this] { assign({}); });
    connect(usual, &QPushButton::clicked, this, &ShortcutEditor::resetChosen);
    connect(all, &QPushButton::clicked, this, &ShortcutEditor::resetAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill();
    m_table->selectRow(0);
}

void ShortcutEditor::fill() {
    const auto& actions = m_registry.actions();
    m_table->setRowCount(static_cast<int>(actions.size()));
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const QAction* action = actions[i];
        const QString texts[ColumnCount] = {CommandRegistry::categoryOf(action),
                                            CommandRegistry::plainText(action),
                                            action->shortcut().toString(QKeySequence::NativeText)};
        const bool changed = action->shortcut() != CommandRegistry::defaultShortcut(action);
        for (int column = 0; column < ColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            QFont font = item->font();
            font.setBold(changed && column == Keys);
            item->setFont(font);
            item->setToolTip(action->statusTip());
            m_table->setItem(i, column, item);
        }
    }
    m_table->resizeColumnToContents(Category);
}

void ShortcutEditor::filter(const QString& text) {
    for (int i = 0; i < m_table->rowCount(); ++i)
        m_table->setRowHidden(i, textMatchScore(text, m_table->item(i, Command)->text()) < 0);
}

QAction* ShortcutEditor::chosen() const {
    const int row = m_table->currentRow();
    return row < 0 ? nullptr : m_registry.actions()[row];
}

void ShortcutEditor::showChosen() {
    if (const QAction* action = chosen())
        m_keys->setKeySequence(action->shortcut());
    m_remark->clear();
}

void ShortcutEditor::choose(const QString& id) {
    const auto& actions = m_registry.actions();
    for (int i = 0; i < actions.size(); ++i)
        if (actions[i]->objectName() == id)
            m_table->selectRow(i);
}

void ShortcutEditor::assign(const QKeySequence& keys) {
    const QAction* action = chosen();
    if (action == nullptr || action->shortcut() == keys)
        return;
    const int row = m_table->currentRow();
    try {
        m_registry.setShortcut(action->objectName(), keys);
        m_registry.saveShortcuts();
        fill();
        m_table->selectRow(row);
        showChosen();
    } catch (const UsageError& error) {
        showChosen();
        m_remark->setText(QString::fromUtf8(error.what()));
    }
}

void ShortcutEditor::resetChosen() {
    if (const QAction* action = chosen())
        assign(CommandRegistry::defaultShortcut(action));
}

void ShortcutEditor::resetAll() {
    // Taken away first: what is usual for one may be another's now.
    for (QAction* action : m_registry.actions())
        m_registry.setShortcut(action->objectName(), {});
    for (QAction* action : m_registry.actions())
        m_registry.setShortcut(action->objectName(), CommandRegistry::defaultShortcut(action));
    m_registry.saveShortcuts();
    fill();
    showChosen();
}

QString ShortcutEditor::remark() const {
    return m_remark->text();
}

} // namespace calolens
