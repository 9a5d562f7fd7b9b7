// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/ChoiceBox.h"

#include <QEvent>
#include <QStyle>
#include <QStyleOptionComboBox>

#include <algorithm>

namespace calolens {

namespace {
constexpr int BesideIcon = 4, Leading = 2; // pixels, as Qt has them
} // namespace

ChoiceBox::ChoiceBox(int letters, QWidget* parent)
    : QComboBox(parent)
    , m_letters(letters) {
}

QSize ChoiceBox::sizeHint() const {
    ensurePolished();
    const QFontMetrics metrics = fontMetrics();
    const QSize icon = iconSize();
    QSize content(0, metrics.height() + Leading);
    bool icons = m_letters != WholeText;
    for (int i = 0; i < count(); ++i) {
        const bool hasIcon = !itemIcon(i).isNull();
        icons = icons || hasIcon;
        if (m_letters == WholeText)
            content.rwidth() =
                std::max(content.width(), metrics.horizontalAdvance(itemText(i)) +
                                              (hasIcon ? icon.width() + BesideIcon : 0));
    }
    if (m_letters != WholeText)
        content.rwidth() =
            m_letters * metrics.horizontalAdvance(QLatin1Char('X')) + icon.width() + BesideIcon;
    if (icons)
        content.rheight() = std::max(content.height(), icon.height() + Leading);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    return style()->sizeFromContents(QStyle::CT_ComboBox, &option, content, this);
}

void ChoiceBox::changeEvent(QEvent* event) {
    const bool madeList =
        event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange;
    if (madeList && !hasList())
        QWidget::changeEvent(event);
    else
        QComboBox::changeEvent(event);
}

bool ChoiceBox::hasList() const {
    const QObjectList& parts = children();
    return std::any_of(parts.begin(), parts.end(), [](const QObject* part) {
        return part->inherits("QComboBoxPrivateContainer");
    });
}

} // namespace calolens
