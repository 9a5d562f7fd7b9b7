// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/FramePlayer.h"

#include <QSignalSpy>
#include <QTest>

using namespace calolens;

namespace {

/// The frames shown over so many ticks, beginning with the one shown now.
QList<int> watch(FramePlayer& player, int ticks) {
    QList<int> shown{player.current()};
    for (int i = 0; i < ticks; ++i) {
        player.tick();
        shown << player.current();
    }
    return shown;
}

} // namespace

/// The clock is never waited for: ticks are given by hand.
class TestFramePlayer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsNewFramesUnlessOneHasGoneBack() {
        FramePlayer player;
        QCOMPARE(player.current(), -1);
        player.setFrameCount(1);
        QCOMPARE(player.current(), 0);
        player.setFrameCount(5);
        QCOMPARE(player.current(), 4);
        player.goTo(2);
        player.setFrameCount(8);
        QCOMPARE(player.current(), 2);
        player.goToLast();
        player.setFrameCount(9);
        QCOMPARE(player.current(), 8);
    }

    void staysWithinTheFrames() {
        FramePlayer player;
        player.goTo(3);
        QCOMPARE(player.current(), -1);
        player.setFrameCount(4);
        player.goTo(99);
        QCOMPARE(player.current(), 3);
        player.step(-99);
        QCOMPARE(player.current(), 0);
        player.goTo(3);
        player.setFrameCount(2); // thinned
        QCOMPARE(player.current(), 1);
        player.setFrameCount(0);
        QCOMPARE(player.current(), -1);
        player.play(1);
        QVERIFY(!player.playing());
    }

    void onceForward() {
        FramePlayer player;
        player.setFrameCount(4);
        player.play(1); // from the end: it begins anew
        QCOMPARE(watch(player, 3), QList<int>({0, 1, 2, 3}));
        QVERIFY(player.playing());
        player.tick();
        QVERIFY(!player.playing());
        QCOMPARE(player.current(), 3);
    }

    void onceBackward() {
        FramePlayer player;
        player.setFrameCount(3);
        player.play(-1);
        QCOMPARE(watch(player, 3), QList<int>({2, 1, 0, 0}));
        QVERIFY(!player.playing());
    }

    void loop() {
        FramePlayer player;
        player.setRepeat(FramePlayer::Repeat::Loop);
        player.setFrameCount(3);
        player.goTo(1);
        player.play(1);
        QCOMPARE(watch(player, 5), QList<int>({1, 2, 0, 1, 2, 0}));
        player.play(-1);
        QCOMPARE(watch(player, 3), QList<int>({2, 1, 0, 2}));
    }

    void pingPong() {
        FramePlayer player;
        player.setRepeat(FramePlayer::Repeat::PingPong);
        player.setFrameCount(3);
        player.goToFirst();
        player.play(1);
        QCOMPARE(watch(player, 8), QList<int>({0, 1, 2, 1, 0, 1, 2, 1, 0}));
        QVERIFY(player.playing());
    }

    void pingPongBeginsAtTheEndWhereItStands() {
        FramePlayer player;
        player.setRepeat(FramePlayer::Repeat::PingPong);
        player.setFrameCount(3);
        player.play(1);
        QCOMPARE(player.current(), 2);
        player.tick();
        QCOMPARE(player.current(), 1);
        QCOMPARE(player.direction(), -1);
    }

    void touchingTheScrubberStops() {
        FramePlayer player;
        player.setFrameCount(10);
        QSignalSpy playing(&player, &FramePlayer::playingChanged);
        player.play(1);
        player.goTo(5);
        QVERIFY(!player.playing());
        QCOMPARE(playing.count(), 2);
        player.tick(); // a late tick of the clock does nothing
        QCOMPARE(player.current(), 5);
    }

    void newFramesWhilePlayingDoNotMoveThePicture() {
        FramePlayer player;
        player.setRepeat(FramePlayer::Repeat::Loop);
        player.setFrameCount(3);
        player.play(1);
        QCOMPARE(watch(player, 2), QList<int>({0, 1, 2}));
        player.setFrameCount(5);
        QCOMPARE(watch(player, 3), QList<int>({2, 3, 4, 0}));
        player.setFrameCount(0);
        QVERIFY(!player.playing());
    }

    void theClockTicks() {
        FramePlayer player;
        player.setFramesPerSecond(60);
        player.setFrameCount(3);
        QSignalSpy playing(&player, &FramePlayer::playingChanged);
        player.play(1);
        QTRY_VERIFY(!player.playing());
        QCOMPARE(player.current(), 2);
        player.setFramesPerSecond(1e9);
        QVERIFY(player.framesPerSecond() <= 120);
    }
};

QTEST_GUILESS_MAIN(TestFramePlayer)
#include "TestFramePlayer.moc"
