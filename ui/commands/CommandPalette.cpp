// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/CommandPalette.h"

#include "commands/CommandListModel.h"
#include "theme/Theme.h"

#include <QAction>
#include <QFrame>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <optional>

namespace calolens {
namespace {

constexpr QSize PaletteSize(560, 380);

/// One command: icon, text, and at the right its category and shortcut.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {0, option.fontMetrics.height() + 12};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const ThemeColours& colours = Theme::instance().colours();
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, option.palette.highlight());
        QRect rect = option.rect.adjusted(12, 0, -12, 0);
        const QRect iconRect(rect.left(), rect.center().y() - 8, 16, 16);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        rect.setLeft(iconRect.right() + 12);

        painter->setPen(colours.muted);
        const QString keys = index.data(CommandListModel::ShortcutRole).toString();
        const QString category = index.data(CommandListModel::CategoryRole).toString();
        const QString side = keys.isEmpty() ? category : category + QStringLiteral("    ") + keys;
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, side);
        rect.setRight(rect.right() - option.fontMetrics.horizontalAdvance(side) - 12);

        painter->setPen(enabled ? colours.text : colours.disabled);
        const QString text = index.data(Qt::DisplayRole).toString();
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width()));
    }
};

/// The next row from `row` in the direction that can be chosen; nullopt if there is none.
std::optional<int> choosableRow(const QAbstractItemModel& model, int row, int direction) {
    for (; row >= 0 && row < model.rowCount(); row += direction)
        if (model.index(row, 0).flags().testFlag(Qt::ItemIsEnabled))
            return row;
    return std::nullopt;
}

} // namespace

CommandPalette::CommandPalette(const CommandRegistry& registry, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_model(new CommandListModel(registry, this))
    , m_typed(new QLineEdit)
    , m_list(new QListView) {
    setWindowTitle(tr("Commands"));
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("palette"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(frame);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 6);
    layout->setSpacing(0);
    layout->addWidget(m_typed);
    layout->addWidget(m_list);
    m_typed->setPlaceholderText(tr("Type what you want to do"));
    m_typed->setAccessibleName(tr("Search commands"));
    m_typed->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    resize(PaletteSize);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::setTyped);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
}

QAbstractItemModel* CommandPalette::rows() const {
    return m_model;
}

void CommandPalette::popUp() {
    m_typed->clear();
    setTyped({});
    if (const QWidget* parent = parentWidget()) {
        const QPoint top = parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 70));
        move(top);
    }
    show();
    m_typed->setFocus();
}

void CommandPalette::setTyped(const QString& text) {
    m_model->setTyped(text);
    if (const auto row = choosableRow(*m_model, 0, 1))
        m_list->setCurrentIndex(m_model->index(*row, 0));
}

void CommandPalette::runCurrent() {
    QAction* action = m_model->actionAt(m_list->currentIndex());
    if (action == nullptr || !action->isEnabled())
        return;
    // Closed first: the command may open a window of its own.
    accept();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_typed && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int current = m_list->currentIndex().row();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int direction = key == Qt::Key_Down ? 1 : -1;
            if (const auto row = choosableRow(*m_model, current + direction, direction))
                m_list->setCurrentIndex(m_model->index(*row, 0));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            runCurrent();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace calolens
