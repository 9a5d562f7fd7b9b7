// SPDX-License-Identifier: GPL-3.0-or-later
#include "tour/Tour.h"

#include "theme/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace calolens {

namespace {

constexpr int CardWidth = 330, Gap = 12, FrameWidth = 2;

/// An empty frame that lets the mouse through.
class Outline : public QWidget {
public:
    explicit Outline(QWidget* parent)
        : QWidget(parent) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Theme::instance().colours().accent, FrameWidth));
        painter.drawRoundedRect(rect().adjusted(1, 1, -2, -2), 6, 6);
    }
};

} // namespace

Tour::Tour(QList<TourStep> steps, QWidget* window)
    : QFrame(window)
    , m_steps(std::move(steps))
    , m_frame(new Outline(window))
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_count(new QLabel)
    , m_back(new QPushButton(tr("Back")))
    , m_next(new QPushButton) {
    setObjectName(QStringLiteral("tour"));
    setAutoFillBackground(true);
    setFocusPolicy(Qt::StrongFocus);
    setFixedWidth(CardWidth);
    m_title->setProperty("role", QStringLiteral("value"));
    m_count->setProperty("role", QStringLiteral("muted"));
    m_text->setWordWrap(true);
    m_next->setProperty("primary", true);
    auto* skip = new QPushButton(tr("End Tour"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_count);
    buttons->addStretch();
    buttons->addWidget(skip);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::Wide, spacing::Wide, spacing::Wide, spacing::Wide);
    layout->setSpacing(spacing::Normal);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(skip, &QPushButton::clicked, this, &Tour::end);
    connect(m_back, &QPushButton::clicked, this, &Tour::back);
    connect(m_next, &QPushButton::clicked, this, &Tour::next);
    hide();
}

void Tour::start() {
    parentWidget()->installEventFilter(this);
    show(0);
}

void Tour::next() {
    if (m_step + 1 < count())
        show(m_step + 1);
    else
        end();
}

void Tour::back() {
    if (m_step > 0)
        show(m_step - 1);
}

void Tour::end() {
    if (m_step < 0)
        return;
    m_step = -1;
    parentWidget()->removeEventFilter(this);
    m_frame->hide();
    hide();
    Q_EMIT ended();
}

void Tour::show(int step) {
    m_step = step;
    const TourStep& now = m_steps[step];
    m_title->setText(now.title);
    m_text->setText(now.text);
    m_count->setText(tr("%1 of %2").arg(step + 1).arg(count()));
    m_back->setEnabled(step > 0);
    m_next->setText(step + 1 < count() ? tr("Next") : tr("Done"));
    place();
    QFrame::show();
    raise();
    m_next->setFocus();
}

/// The card stands beside what it speaks of, where there is most room, and inside the window.
void Tour::place() {
    m_text->setMinimumHeight(m_text->heightForWidth(CardWidth - 2 * spacing::Wide));
    adjustSize();
    const QRect window = parentWidget()->rect().adjusted(Gap, Gap, -Gap, -Gap);
    const QWidget* target = m_steps[m_step].target;
    m_frame->setVisible(target != nullptr && target->isVisible());
    if (!m_frame->isVisible()) {
        move(window.center() - rect().center());
        return;
    }
    const QRect part(target->mapTo(parentWidget(), QPoint(0, 0)), target->size());
    m_frame->setGeometry(part.adjusted(-2, -2, 2, 2) & parentWidget()->rect());
    m_frame->raise();
    const int left = part.left() - window.left(), right = window.right() - part.right();
    const int above = part.top() - window.top(), below = window.bottom() - part.bottom();
    QPoint corner;
    if (std::max(left, right) >= width() + Gap) {
        corner = {right >= left ? part.right() + Gap : part.left() - Gap - width(), part.top()};
    } else if (std::max(above, below) >= height() + Gap) {
        corner = {part.center().x() - width() / 2,
                  below >= above ? part.bottom() + Gap : part.top() - Gap - height()};
    } else { // it fills the window: the card lies in it
        corner = {part.center().x() - width() / 2, part.bottom() - Gap - height()};
    }
    move(std::clamp(corner.x(), window.left(), std::max(window.left(), window.right() - width())),
         std::clamp(corner.y(), window.top(), std::max(window.top(), window.bottom() - height())));
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && m_step >= 0)
        place();
    return QFrame::eventFilter(watched, event);
}

void Tour::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Escape:
        end();
        break;
    case Qt::Key_Left:
        back();
        break;
    case Qt::Key_Right:
        next();
        break;
    default:
        QFrame::keyPressEvent(event);
    }
}

} // namespace calolens
