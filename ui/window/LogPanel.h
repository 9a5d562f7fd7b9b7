// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/MessageBar.h"

#include <QPlainTextEdit>

namespace calolens {

/// Everything that the window has said since it was opened, with its time, to read and to copy.
class LogPanel : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);
    void append(const QString& text, MessageBar::Kind kind);
};

} // namespace calolens
