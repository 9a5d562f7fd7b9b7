// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace calolens {

/// A line above the view that says what went wrong and stays until it is dismissed. Nothing is
/// blocked by it. A further message takes the place of the one before.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Error, Information };

    explicit MessageBar(QWidget* parent = nullptr);
    void showMessage(const QString& text, Kind kind = Kind::Error);
    void dismiss();
    [[nodiscard]] QString text() const;

private:
    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace calolens
