// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/NoiseSchedule.h"
#include "diffusion/GivenLevels.h"
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
    void luIsEvenInTheLogarithm() {
        const auto s = luSchedule(11, {0.01, 100.0});
        for (std::size_t i = 0; i + 1 < 11; ++i)
            QVERIFY(std::abs(s[i + 1] / s[i] - std::pow(10.0, -0.4)) < 1e-12);
    }
    /// With the paper's end points, 1 and 0.001 in time, its levels 152 and 0.01; half the noise
    /// of the process is reached where the integral of beta is ln 2.
    void vpIsEvenInItsTime() {
        const auto sigma = [](double t) { return std::sqrt(std::exp(9.95 * t * t + 0.1 * t) - 1); };
        const auto s = vpSchedule(1000, {sigma(0.001), sigma(1.0)});
        for (const std::size_t i : {0, 1, 400, 998, 999}) {
            const double t = 1 - 0.999 * static_cast<double>(i) / 999;
            QVERIFY(std::abs(s[i] - sigma(t)) < 1e-9 * sigma(t));
        }
        const double half = (std::sqrt(0.01 + 4 * 9.95 * std::log(2.0)) - 0.1) / (2 * 9.95);
        QVERIFY(std::abs(sigma(half) - 1) < 1e-12);
    }
    /// 1 / (1 + sigma^2) is f(t) / f(0) at equally spaced times.
    void cosineIsEvenInItsTime() {
        const auto f = [](double t) {
            return std::pow(std::cos((t + 0.008) / 1.008 * std::acos(0.0)), 2);
        };
        const auto sigma = [&](double t) { return std::sqrt(f(0) / f(t) - 1); };
        const auto s = cosineSchedule(50, {sigma(0.02), sigma(0.98)});
        for (std::size_t i = 0; i < 50; ++i) {
            const double t = 0.98 - 0.96 * static_cast<double>(i) / 49;
            QVERIFY(std::abs(s[i] - sigma(t)) < 1e-9 * sigma(t));
        }
    }
    void flowIsEvenAlongTheStraightPath() {
        const auto s = flowSchedule(9, {0.25, 4.0}); // from t = 0.8 to 0.2
        for (std::size_t i = 0; i < 9; ++i)
            QVERIFY(std::abs(s[i] / (1 + s[i]) - (0.8 - 0.075 * static_cast<double>(i))) < 1e-12);
    }
    /// Whatever its rule, a schedule falls from the model's first level to its last, and to zero.
    void allFallFromEndToEnd() {
        for (const ScheduleDescription& schedule : schedules())
            for (const int steps : {1, 2, 3, 18, 1000}) {
                const auto s = noiseSchedule(schedule.name, steps, {0.002, 80.0});
                QCOMPARE(s.size(), static_cast<std::size_t>(steps) + 1);
                QCOMPARE(s.front(), 80.0);
                if (steps > 1)
                    QCOMPARE(s[s.size() - 2], 0.002);
                QCOMPARE(s.back(), 0.0);
                for (std::size_t i = 0; i + 1 < s.size(); ++i)
                    QVERIFY(s[i + 1] < s[i]);
            }
    }
    /// A schedule whose levels are in its name: what is written down is what is sampled.
    void givenLevelsStandForThemselves() {
        const std::string name = levelsName(std::vector{10.0, 1.25, 0.0123456});
        QCOMPARE(name, std::string("levels:10,1.25,0.0123456"));
        QVERIFY(isLevelsName(name));
        QVERIFY(!isLevelsName("lu"));
        const std::vector<double> expected{10, 1.25, 0.0123456, 0};
        QCOMPARE(noiseSchedule(name, 3, {0.0123456, 10}), expected);
        QCOMPARE(noiseSchedule("levels:3", 1, {0.1, 3}), (std::vector<double>{3, 0}));
    }
    void wrongLevelsAreRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("another number than steps") << "levels:10,1";
        QTest::newRow("rising") << "levels:10,1,2";
        QTest::newRow("equal") << "levels:10,1,1";
        QTest::newRow("above the range") << "levels:11,1,0.1";
        QTest::newRow("below the range") << "levels:10,1,0.01";
        QTest::newRow("no number") << "levels:10,one,0.1";
        QTest::newRow("nan") << "levels:10,nan,0.1";
        QTest::newRow("empty") << "levels:";
        QTest::newRow("a hole") << "levels:10,,0.1";
        QTest::newRow("comma at the end") << "levels:10,1,";
    }
    void wrongLevelsAreRefused() {
        QFETCH(QString, name);
        QVERIFY_EXCEPTION_THROWN(noiseSchedule(name.toStdString(), 3, {0.1, 10}), UsageError);
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
