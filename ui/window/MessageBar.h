// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace calolens {

/// A line above the view that says what went wrong and stays until it is dismissed. Nothing is
/// blocked by it. A further message takes the place of the one before.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Error, Information };

    explicit MessageBar(QWidget* parent = nullptr);
    /// @param offer  what can be done about it, as a button; it dismisses the message
    void showMessage(const QString& text, Kind kind = Kind::Error, QAction* offer = nullptr);
    void dismiss();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void messageShown(const QString& text, calolens::MessageBar::Kind kind);

private:
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_offer;
};

} // namespace calolens
