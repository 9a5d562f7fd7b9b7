// SPDX-License-Identifier: GPL-3.0-or-later
#include "SampleEvents.h"
#include "denoising/RecordedFrames.h"

#include <QTest>

#include <cmath>

using namespace calolens;
using namespace calolens::test;

namespace {

RecordedFrame frameOf(int step, std::size_t cells, double sigma = 0) {
    auto frame = std::make_shared<TrajectoryFrame>();
    frame->step = step;
    frame->sigma = sigma;
    frame->state.resize(cells);
    frame->estimate.resize(cells);
    return {frame, {}, {}};
}

} // namespace

class TestRecordedFrames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersOfAPicture() {
        Event event;
        event.readout = sampleReadout();
        CellSet lr, hr;
        lr.append({0, 64, 20}, 100.0F);
        for (int k = 0; k < 4; ++k) {
            hr.append(childOf({0, 64, 20}, 2, k), k == 0 ? 90.0F : 0.0F);
            hr.parent.push_back(0);
        }
        event.levels = {lr, hr};
        const std::vector<float> picture{50.0F, 60.0F, 0.0F, 0.0F};
        const PictureNumbers numbers = pictureNumbers(picture, event);
        QCOMPARE(numbers.energy, 110.0);
        QCOMPARE(numbers.residualToLr, 10.0);
        QCOMPARE(numbers.residualToTruth, 20.0);
        QCOMPARE(numbers.zeroFraction, 0.5);
        QCOMPARE(trueZeroFraction(event), 0.75);
        event.levels[1].energy.clear();
        QVERIFY(std::isnan(pictureNumbers(picture, event).residualToTruth));
        QVERIFY(std::isnan(trueZeroFraction(event)));
    }

    void thinsWithinTheBudgetAndKeepsTheEnds() {
        constexpr std::size_t Cells = 1000, Room = 20;
        const std::size_t each = sizeof(TrajectoryFrame) + 2 * Cells * sizeof(float);
        RecordedFrames frames(Room * each);
        for (int step = 0; step <= 300; ++step) {
            frames.append(frameOf(step, Cells));
            QVERIFY(frames.bytes() <= Room * each);
            QCOMPARE(frames[0].frame->step, 0);
            QCOMPARE(frames[frames.size() - 1].frame->step, step);
        }
        QCOMPARE(frames.size(), static_cast<int>(Room));
        int widest = 0;
        for (int i = 1; i < frames.size(); ++i) {
            QVERIFY(frames[i].frame->step > frames[i - 1].frame->step);
            widest = std::max(widest, frames[i].frame->step - frames[i - 1].frame->step);
        }
        // Spread over the whole run: no gap much wider than an even 300 / 19.
        QVERIFY2(widest <= 4 * 300 / 19, qPrintable(QString::number(widest)));
        frames.clear();
        QVERIFY(frames.empty());
        QCOMPARE(frames.bytes(), std::size_t{0});
    }

    void framesAreFoundByTheirNoiseLevel() {
        RecordedFrames frames;
        QCOMPARE(frameNearest(frames, 1), -1);
        QCOMPARE(frameNearest(frames, 0), -1);
        const double levels[] = {40, 4, 0.4, 4, 0.04, 0}; // up again, as Restart goes
        for (int i = 0; i < 6; ++i)
            frames.append(frameOf(i, 1, levels[i]));
        QCOMPARE(frameNearest(frames, 0), 5);
        QCOMPARE(frameNearest(frames, 1000), 0);
        QCOMPARE(frameNearest(frames, 14), 0); // nearer to 40 in its logarithm
        QCOMPARE(frameNearest(frames, 11), 3); // of both at 4, the later
        QCOMPARE(frameNearest(frames, 0.4), 2);
        QCOMPARE(frameNearest(frames, 1e-9), 4); // 0 is none of the levels on the way
    }

    void twoFramesStayWhateverTheBudget() {
        RecordedFrames frames(1);
        for (int step = 0; step < 5; ++step)
            frames.append(frameOf(step, 100));
        QCOMPARE(frames.size(), 2);
        QCOMPARE(frames[1].frame->step, 4);
    }
};

QTEST_GUILESS_MAIN(TestRecordedFrames)
#include "TestRecordedFrames.moc"
