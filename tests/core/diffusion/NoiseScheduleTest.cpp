// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/NoiseSchedule.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>

using namespace calolens;

class NoiseScheduleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// sigma_i^(1/7) falls by equal amounts, from sigmaMax to sigmaMin; then exactly zero.
    void karrasIsEvenInTheSeventhRoot() {
        const auto s = karrasSchedule(18, {0.002, 80.0});
        QCOMPARE(s.size(), std::size_t{19});
        QCOMPARE(s.front(), 80.0);
        QVERIFY(std::abs(s[17] - 0.002) < 1e-12);
        QCOMPARE(s.back(), 0.0);
        const double step = (std::pow(80.0, 1 / 7.0) - std::pow(0.002, 1 / 7.0)) / 17;
        for (std::size_t i = 0; i + 1 < 18; ++i)
            QVERIFY(std::abs(std::pow(s[i], 1 / 7.0) - std::pow(s[i + 1], 1 / 7.0) - step) < 1e-9);
    }
    void oneStepGoesStraightToZero() {
        const auto s = karrasSchedule(1, {0.01, 40.0});
        QCOMPARE(s, (std::vector<double>{40.0, 0.0}));
    }
    void nonsenseIsRefused() {
        QVERIFY_EXCEPTION_THROWN(karrasSchedule(0, {0.01, 40}), UsageError);
        QVERIFY_EXCEPTION_THROWN(karrasSchedule(5, {0.0, 40}), UsageError);
        QVERIFY_EXCEPTION_THROWN(karrasSchedule(5, {2, 1}), UsageError);
        QVERIFY_EXCEPTION_THROWN(karrasSchedule(5, {0.1, INFINITY}), UsageError);
        QVERIFY_EXCEPTION_THROWN(noiseSchedule("karass", 5, {0.1, 1}), UsageError);
    }
};

QTEST_APPLESS_MAIN(NoiseScheduleTest)
#include "NoiseScheduleTest.moc"
