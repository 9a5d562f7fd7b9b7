// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/NoiseScrubber.h"

#include "denoising/DenoisingSession.h"
#include "denoising/FramePlayer.h"
#include "denoising/Moments.h"
#include "denoising/ScrubberPlot.h"
#include "theme/Theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace calolens {
namespace {
constexpr int PageFrames = 5;
}

NoiseScrubber::NoiseScrubber(const DenoisingSession& session, FramePlayer& player,
                             const Moments& moments, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_player(player)
    , m_moments(moments) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Steps of the denoising by noise level"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&session, &DenoisingSession::framesChanged, this, repaint);
    connect(&session, &DenoisingSession::stateChanged, this, repaint);
    connect(&session, &DenoisingSession::referenceChanged, this, repaint);
    connect(&moments, &Moments::changed, this, repaint);
    connect(&player, &FramePlayer::currentChanged, this, repaint);
    connect(&Theme::instance(), &Theme::changed, this, repaint);
}

void NoiseScrubber::setPicture(FramePicture picture) {
    m_picture = picture;
    update();
}

QSize NoiseScrubber::sizeHint() const {
    return {640, 150};
}
QSize NoiseScrubber::minimumSizeHint() const {
    return {320, 110};
}

QRectF NoiseScrubber::plotArea() const {
    return QRectF(rect()).marginsRemoved(ScrubberPlot::margins(QFontMetricsF(font())));
}

double NoiseScrubber::placeOf(int frame) const {
    const QRectF area = plotArea();
    return area.left() +
           m_session.axis().positionOf(m_session.frames()[frame].frame->sigma) * area.width();
}

int NoiseScrubber::frameAt(double x) const {
    int nearest = -1;
    double distance = 0;
    for (int i = 0; i < m_session.frames().size(); ++i) {
        const double there = std::abs(placeOf(i) - x);
        if (nearest < 0 || there <= distance) { // of several at one level (Restart), the last
            nearest = i;
            distance = there;
        }
    }
    return nearest;
}

void NoiseScrubber::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    ScrubberPlot(m_session, m_moments, m_picture, plotArea())
        .draw(painter, m_player.current(), hasFocus());
}

void NoiseScrubber::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        m_player.goTo(frameAt(event->position().x()));
}

void NoiseScrubber::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton))
        m_player.goTo(frameAt(event->position().x()));
}

void NoiseScrubber::wheelEvent(QWheelEvent* event) {
    const int turn = event->angleDelta().y() + event->angleDelta().x();
    if (turn != 0)
        m_player.step(turn < 0 ? 1 : -1);
    event->accept();
}

void NoiseScrubber::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        m_player.step(-1);
        return;
    case Qt::Key_Right:
        m_player.step(1);
        return;
    case Qt::Key_PageUp:
        m_player.step(-PageFrames);
        return;
    case Qt::Key_PageDown:
        m_player.step(PageFrames);
        return;
    case Qt::Key_Home:
        m_player.goToFirst();
        return;
    case Qt::Key_End:
        m_player.goToLast();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool NoiseScrubber::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int frame = frameAt(help->pos().x());
    if (frame < 0) {
        QToolTip::hideText();
        return true;
    }
    const RecordedFrame& recorded = m_session.frames()[frame];
    const PictureNumbers& numbers =
        m_picture == FramePicture::Estimate ? recorded.estimate : recorded.state;
    const QLocale locale;
    QString text =
        tr("Step %1, \u03C3 = %2, %3 network evaluations\nEnergy %4 GeV, %5 % zero cells")
            .arg(recorded.frame->step)
            .arg(locale.toString(recorded.frame->sigma, 'g', 3))
            .arg(recorded.frame->evaluations)
            .arg(locale.toString(numbers.energy / 1000, 'f', 2),
                 locale.toString(100 * numbers.zeroFraction, 'f', 0));
    if (const auto bookmark = m_moments.bookmarkAt(m_session.frames(), frame))
        text.prepend(tr("Bookmark %1\n").arg(m_moments.bookmarks()[*bookmark].name));
    // A name may look like markup.
    QToolTip::showText(help->globalPos(),
                       text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")),
                       this);
    return true;
}

} // namespace calolens
