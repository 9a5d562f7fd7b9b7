// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Trajectory.h"

#include <QTest>

using namespace calolens;

namespace {
TrajectoryFrame frame(int step) {
    return {step, 1.0, step, std::vector<float>(1000), std::vector<float>(1000)};
}
} // namespace

class TrajectoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsEverythingWithinTheBudget() {
        Trajectory t;
        for (int i = 0; i <= 20; ++i)
            t.append(frame(i));
        QCOMPARE(t.size(), std::size_t{21});
        for (std::size_t i = 0; i < t.size(); ++i)
            QCOMPARE(t[i].step, static_cast<int>(i));
    }
    /// Beyond the budget the ends stay, the order stays, and no gap is much wider than another.
    void thinsTheMiddleAndKeepsTheEnds() {
        constexpr std::size_t budget = 12 * 8100;
        Trajectory t(budget);
        for (int i = 0; i <= 300; ++i) {
            t.append(frame(i));
            QVERIFY(t.bytes() <= budget);
            QCOMPARE(t[0].step, 0);
            QCOMPARE(t.back().step, i);
        }
        int widest = 0;
        for (std::size_t i = 1; i < t.size(); ++i) {
            QVERIFY(t[i].step > t[i - 1].step);
            widest = std::max(widest, t[i].step - t[i - 1].step);
        }
        QVERIFY(t.size() >= 10);
        QVERIFY2(widest <= 4 * 300 / static_cast<int>(t.size()),
                 qPrintable(QString::number(widest)));
    }
    void tooSmallABudgetStillKeepsTwo() {
        Trajectory t(1);
        for (int i = 0; i < 5; ++i)
            t.append(frame(i));
        QCOMPARE(t.size(), std::size_t{2});
        t.clear();
        QVERIFY(t.empty());
        QCOMPARE(t.bytes(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TrajectoryTest)
#include "TrajectoryTest.moc"
