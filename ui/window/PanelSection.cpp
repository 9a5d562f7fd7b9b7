// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/PanelSection.h"

#include "theme/Theme.h"

#include <QFrame>
#include <QVBoxLayout>

namespace calolens {

PanelSection::PanelSection(const QString& heading, QWidget* content, QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::Wide, spacing::Normal, spacing::Wide, spacing::Wide);
    layout->setSpacing(spacing::Normal);
    auto* title = new QLabel(heading);
    title->setProperty("role", QStringLiteral("heading"));
    layout->addWidget(title);
    layout->addWidget(content);
}

QLabel* mutedLabel(const QString& text, QWidget* buddy) {
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setBuddy(buddy);
    return label;
}

} // namespace calolens
