// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/FramePlayer.h"

#include <algorithm>
#include <cmath>

namespace calolens {

FramePlayer::FramePlayer(QObject* parent)
    : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FramePlayer::tick);
    setFramesPerSecond(m_rate);
}

void FramePlayer::setFrameCount(int count) {
    const bool followed = m_current == m_count - 1 && !playing();
    m_count = std::max(count, 0);
    if (m_count == 0) {
        stop();
        show(-1);
    } else if (followed || m_current >= m_count) {
        show(m_count - 1);
    }
}

void FramePlayer::show(int frame) {
    if (frame == m_current)
        return;
    m_current = frame;
    Q_EMIT currentChanged(frame);
}

void FramePlayer::goTo(int frame) {
    stop();
    if (m_count > 0)
        show(std::clamp(frame, 0, m_count - 1));
}

void FramePlayer::step(int by) {
    goTo(m_current + by);
}
void FramePlayer::goToFirst() {
    goTo(0);
}
void FramePlayer::goToLast() {
    goTo(m_count - 1);
}

void FramePlayer::play(int direction) {
    if (m_count < 2)
        return;
    m_direction = direction < 0 ? -1 : 1;
    if (m_repeat != Repeat::PingPong) {
        if (m_direction > 0 && m_current == m_count - 1)
            show(0);
        else if (m_direction < 0 && m_current == 0)
            show(m_count - 1);
    }
    m_timer.start();
    Q_EMIT playingChanged();
}

void FramePlayer::stop() {
    if (!playing())
        return;
    m_direction = 0;
    m_timer.stop();
    Q_EMIT playingChanged();
}

void FramePlayer::setRepeat(Repeat repeat) {
    if (repeat == m_repeat)
        return;
    m_repeat = repeat;
    Q_EMIT repeatChanged();
}

void FramePlayer::setFramesPerSecond(double rate) {
    m_rate = std::clamp(rate, 0.5, 120.0);
    m_timer.setInterval(static_cast<int>(std::lround(1000.0 / m_rate)));
}

void FramePlayer::tick() {
    if (!playing())
        return;
    const int next = m_current + m_direction;
    if (next >= 0 && next < m_count) {
        show(next);
        return;
    }
    switch (m_repeat) {
    case Repeat::Once:
        stop();
        break;
    case Repeat::Loop:
        show(m_direction > 0 ? 0 : m_count - 1);
        break;
    case Repeat::PingPong:
        m_direction = -m_direction;
        show(std::clamp(m_current + m_direction, 0, m_count - 1));
        Q_EMIT playingChanged();
        break;
    }
}

} // namespace calolens
