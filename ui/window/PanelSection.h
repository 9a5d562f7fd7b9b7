// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

namespace calolens {

/// A heading with a hairline above, and what stands under it.
class PanelSection : public QWidget {
    Q_OBJECT
public:
    PanelSection(const QString& heading, QWidget* content, QWidget* parent = nullptr);
};

/// A quiet label; `buddy`, if given, is what it names.
[[nodiscard]] QLabel* mutedLabel(const QString& text, QWidget* buddy = nullptr);

} // namespace calolens
