// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/ShortcutSheet.h"

#include "commands/CommandRegistry.h"
#include "theme/Theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMap>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace calolens {
namespace {

using Lines = QList<QPair<QString, QString>>; // keys, what they do

/// A heading and its lines as a grid of two columns.
QWidget* section(const QString& heading, const Lines& lines) {
    auto* widget = new QWidget;
    widget->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, spacing::Wide);
    grid->setHorizontalSpacing(spacing::Wide);
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
    grid->setColumnMinimumWidth(0, 96);
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

    // Columns of about the same height, as many as keep the sheet lower than a small screen.
    constexpr qsizetype kMostLines = 30;
    qsizetype total = 0;
    for (const auto& entry : sections)
        total += entry.second.size() + 2;
    const qsizetype count = std::max<qsizetype>(2, (total + kMostLines - 1) / kMostLines);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(2 * spacing::Wide);
    QList<QVBoxLayout*> stacks;
    for (qsizetype i = 0; i < count; ++i)
        columns->addLayout(stacks.emplace_back(new QVBoxLayout));
    qsizetype used = 0;
    for (const auto& [heading, lines] : sections) {
        // By its middle, so that a long section does not drag a column down.
        const qsizetype middle = used + (lines.size() + 2) / 2;
        stacks[std::min(middle * count / total, count - 1)]->addWidget(section(heading, lines));
        used += lines.size() + 2;
    }
    for (QVBoxLayout* stack : std::as_const(stacks))
        stack->addStretch();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->addLayout(columns);
    layout->addWidget(buttons);
}

} // namespace calolens
