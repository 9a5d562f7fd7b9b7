// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/Moments.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace calolens;

namespace {

/// Frames at these noise levels.
RecordedFrames framesAt(const std::vector<double>& sigmas) {
    RecordedFrames frames;
    for (std::size_t i = 0; i < sigmas.size(); ++i) {
        auto frame = std::make_shared<TrajectoryFrame>();
        frame->step = static_cast<int>(i);
        frame->sigma = sigmas[i];
        frames.append({frame, {}, {}});
    }
    return frames;
}

} // namespace

class TestMoments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keptFromNoiseToEventWithNamesOfTheirOwn() {
        Moments moments;
        QSignalSpy changed(&moments, &Moments::changed);
        moments.add(1);
        moments.add(40, QStringLiteral(" start "));
        moments.add(0);
        moments.add(std::numeric_limits<double>::quiet_NaN());
        moments.add(-1);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(moments.bookmarks(), (std::vector<Bookmark>{{40, QStringLiteral("start")},
                                                             {1, QStringLiteral("A")},
                                                             {0, QStringLiteral("B")}}));
        moments.add(1, QStringLiteral("again")); // in its place
        moments.rename(2, QStringLiteral("  "));
        moments.remove(0);
        QCOMPARE(moments.bookmarks(),
                 (std::vector<Bookmark>{{1, QStringLiteral("again")}, {0, QStringLiteral("B")}}));
        moments.add(2);
        QCOMPARE(moments.bookmarks().front().name, QStringLiteral("A")); // free again
        moments.remove(7);
        moments.clear();
        QVERIFY(moments.bookmarks().empty());
    }

    void oneGoesFromBookmarkToBookmark() {
        Moments moments;
        const RecordedFrames frames = framesAt({40, 10, 3, 1, 0.3, 0});
        QCOMPARE(moments.nextFrame(frames, 0, 1), -1);
        for (const double sigma : {9.0, 0.9, 0.0}) // none of them a frame's, as after another run
            moments.add(sigma);
        QList<int> seen;
        for (int frame = 0; (frame = moments.nextFrame(frames, frame, 1)) >= 0;)
            seen << frame;
        QCOMPARE(seen, (QList<int>{1, 3, 5}));
        QCOMPARE(moments.nextFrame(frames, 5, -1), 3);
        QCOMPARE(moments.nextFrame(frames, 2, -1), 1);
        QCOMPARE(moments.nextFrame(frames, 1, -1), -1);
        QVERIFY(moments.bookmarkAt(frames, 3) == std::size_t{1});
        QVERIFY(!moments.bookmarkAt(frames, 2));
        QVERIFY(!moments.bookmarkAt(RecordedFrames(), 0));
        QCOMPARE(moments.nextFrame(RecordedFrames(), -1, 1), -1);
    }

    void aSessionSetsThemAll() {
        Moments moments;
        moments.set({{1, {}}, {-3, QStringLiteral("no level")}, {7, QStringLiteral("x")}}, 2.5);
        QCOMPARE(moments.bookmarks(),
                 (std::vector<Bookmark>{{7, QStringLiteral("x")}, {1, QStringLiteral("A")}}));
        QCOMPARE(moments.pinned(), std::optional(2.5));
        moments.pin(-2.0);
        QCOMPARE(moments.pinned(), std::optional(2.5));
        moments.set({}, std::numeric_limits<double>::infinity());
        QVERIFY(!moments.pinned());
    }
};

QTEST_GUILESS_MAIN(TestMoments)
#include "TestMoments.moc"
