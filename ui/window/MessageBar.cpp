// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/MessageBar.h"

#include "theme/Theme.h"
#include "theme/ThemeIcon.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace calolens {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_offer(new QToolButton) {
    setObjectName(QStringLiteral("messageBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::Wide, spacing::Tight, spacing::Tight, spacing::Tight);
    layout->setSpacing(spacing::Normal);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_icon->setContentsMargins(0, spacing::Tight, 0, 0);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText); // File names may contain anything.
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_offer->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(m_offer, &QToolButton::clicked, this, &MessageBar::dismiss);
    layout->addWidget(m_offer, 0, Qt::AlignTop);
    auto* close = new QToolButton;
    close->setIcon(themeIcon(QStringLiteral("close")));
    close->setToolTip(tr("Dismiss this message"));
    close->setAccessibleName(tr("Dismiss"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void MessageBar::showMessage(const QString& text, Kind kind, QAction* offer) {
    const bool error = kind == Kind::Error;
    setProperty("kind", error ? QStringLiteral("error") : QStringLiteral("information"));
    style()->unpolish(this);
    style()->polish(this);
    const QString icon = error ? QStringLiteral("warning") : QStringLiteral("info");
    m_icon->setPixmap(themeIcon(icon).pixmap(16, 16));
    m_text->setText(text);
    m_offer->setVisible(offer != nullptr);
    m_offer->setDefaultAction(offer);
    show();
    Q_EMIT messageShown(text, kind);
}

void MessageBar::dismiss() {
    m_text->clear();
    hide();
}

QString MessageBar::text() const {
    return m_text->text();
}

} // namespace calolens
