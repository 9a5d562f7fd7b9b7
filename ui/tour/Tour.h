// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QPointer>

class QLabel;
class QPushButton;

namespace calolens {

/// A step of the tour: what to look at, and what is said about it.
struct TourStep {
    QPointer<QWidget> target;
    QString title;
    QString text;
};

/// Leads through a window in a few steps: a card beside a part of it, and a frame around that part.
/// The window can be used meanwhile; Escape ends the tour.
class Tour : public QFrame {
    Q_OBJECT
public:
    Tour(QList<TourStep> steps, QWidget* window);

    void start();
    void next();
    void back();
    void end();
    [[nodiscard]] int step() const noexcept { return m_step; } ///< from 0; -1: not running
    [[nodiscard]] int count() const noexcept { return static_cast<int>(m_steps.size()); }

Q_SIGNALS:
    void ended();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void show(int step);
    void place();

    QList<TourStep> m_steps;
    int m_step = -1;
    QWidget* m_frame; ///< around the part that is spoken of
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_count;
    QPushButton* m_back;
    QPushButton* m_next;
};

} // namespace calolens
