// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/ShortcutSheet.h"

#include "commands/CommandRegistry.h"
#include "theme/Theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMap>
#include <QVBoxLayout>

namespace calolens {
namespace {

using Lines = QList<QPair<QString, QString>>; // keys, what they do

/// A heading and its lines as a grid of two columns.
QWidget* section(const QString& heading, const Lines& lines) {
    auto* widget = new QWidget;
    widget->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, spacing::Wide);
    grid->setHorizontalSpacing(2 * spacing::Wide);
    grid->setVerticalSpacing(spacing::Tight);
    auto* title = new QLabel(heading);
    title->setProperty("role", QStringLiteral("heading"));
    grid->addWidget(title, 0, 0, 1, 2);
    int row = 1;
    for (const auto& [keys, effect] : lines) {
        auto* keyLabel = new QLabel(keys);
        keyLabel->setProperty("role", QStringLiteral("value"));
        grid->addWidget(keyLabel, row, 0, Qt::AlignLeft);
        grid->addWidget(new QLabel(effect), row++, 1, Qt::AlignLeft);
    }
    grid->setColumnMinimumWidth(0, 130);
    grid->setColumnStretch(1, 1);
    return widget;
}

} // namespace

ShortcutSheet::ShortcutSheet(const CommandRegistry& registry, const Lines& gestures,
                             QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Keyboard and Mouse"));
    QList<QPair<QString, Lines>> sections;
    for (const QAction* action : registry.actions()) {
        if (action->shortcut().isEmpty())
            continue;
        const QString category = CommandRegistry::categoryOf(action);
        auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const auto& entry) { return entry.first == category; });
        if (found == sections.end())
            found = sections.insert(sections.end(), {category, {}});
        found->second.append({action->shortcut().toString(QKeySequence::NativeText),
                              CommandRegistry::plainText(action)});
    }
    if (!gestures.isEmpty())
        sections.append({tr("In the view"), gestures});

    // Two columns of about the same height.
    qsizetype total = 0;
    for (const auto& entry : sections)
        total += entry.second.size() + 2;
    auto* columns = new QHBoxLayout;
    columns->setSpacing(4 * spacing::Wide);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    qsizetype used = 0;
    for (const auto& [heading, lines] : sections) {
        (2 * used < total ? left : right)->addWidget(section(heading, lines));
        used += lines.size() + 2;
    }
    left->addStretch();
    right->addStretch();
    columns->addLayout(left);
    columns->addLayout(right);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->addLayout(columns);
    layout->addWidget(buttons);
}

} // namespace calolens
