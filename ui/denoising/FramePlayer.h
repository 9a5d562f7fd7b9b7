// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace calolens {

/// Which recorded frame is shown, and playing them like a film.
///
/// A pure state machine with a timer on top: tick() is what the timer calls. While nothing is
/// played and the last frame is shown, new frames are followed as they come; whoever has gone back
/// to look at an earlier one stays there.
class FramePlayer : public QObject {
    Q_OBJECT
public:
    enum class Repeat { Once, Loop, PingPong };
    Q_ENUM(Repeat)

    explicit FramePlayer(QObject* parent = nullptr);

    /// Tells how many frames there are. Growing keeps the frame that is shown, unless it was the
    /// last; 0 stops.
    void setFrameCount(int count);
    [[nodiscard]] int frameCount() const noexcept { return m_count; }
    [[nodiscard]] int current() const noexcept { return m_current; } ///< -1: none

    /// Shows a frame (clamped) and stops playing.
    void goTo(int frame);
    void step(int by);
    void goToFirst();
    void goToLast();

    /// Plays in a direction (+1 or -1); from the other end, if it is at the end already.
    void play(int direction);
    void stop();
    [[nodiscard]] bool playing() const noexcept { return m_direction != 0; }
    [[nodiscard]] int direction() const noexcept { return m_direction; } ///< 0: not playing

    void setRepeat(Repeat repeat);
    [[nodiscard]] Repeat repeat() const noexcept { return m_repeat; }
    void setFramesPerSecond(double rate);
    [[nodiscard]] double framesPerSecond() const noexcept { return m_rate; }

    /// Moves on by one frame in the direction of play.
    void tick();

Q_SIGNALS:
    void currentChanged(int frame);
    void playingChanged();
    void repeatChanged();

private:
    void show(int frame);

    QTimer m_timer;
    int m_count = 0;
    int m_current = -1;
    int m_direction = 0;
    Repeat m_repeat = Repeat::Once;
    double m_rate = 10;
};

} // namespace calolens
