// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/LogPanel.h"

#include <QTime>

namespace calolens {

namespace {
constexpr int MostLines = 5000;
}

LogPanel::LogPanel(QWidget* parent)
    : QPlainTextEdit(parent) {
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setMaximumBlockCount(MostLines);
    setPlaceholderText(tr("What the program says, errors among it, is kept here."));
    setAccessibleName(tr("Log"));
}

void LogPanel::append(const QString& text, MessageBar::Kind kind) {
    appendPlainText(QStringLiteral("%1  %2%3")
                        .arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")),
                             kind == MessageBar::Kind::Error ? tr("Error: ") : QString(), text));
}

} // namespace calolens
