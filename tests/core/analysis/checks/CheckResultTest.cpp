// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/checks/CheckResult.h"
#include "analysis/checks/TestQuantiles.h"

#include <QTest>

#include <cmath>

using namespace calolens;

class CheckResultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verdictsFollowTheLimits() {
        Limits limits;
        limits.failBelow = -2;
        limits.lookBelow = -1;
        limits.lookAbove = 1;
        limits.failAbove = 2;
        QVERIFY(CheckResult::judged(0, limits).verdict() == Verdict::Pass);
        QVERIFY(CheckResult::judged(1, limits).verdict() == Verdict::Pass);
        QVERIFY(CheckResult::judged(1.5, limits).verdict() == Verdict::Look);
        QVERIFY(CheckResult::judged(-1.5, limits).verdict() == Verdict::Look);
        QVERIFY(CheckResult::judged(2.5, limits).verdict() == Verdict::Fail);
        QVERIFY(CheckResult::judged(-2.5, limits).verdict() == Verdict::Fail);
        QVERIFY(CheckResult::judged(2.5, limits).reason().find("above") != std::string::npos);
    }

    /// Nothing that was not computed and compared can be green.
    void nothingPassesWithoutHavingBeenRun() {
        QVERIFY(CheckResult().verdict() == Verdict::NotRun);
        QVERIFY(CheckResult::notRun("why").verdict() == Verdict::NotRun);
        QVERIFY(CheckResult::notJudged(1, "why").verdict() == Verdict::NotRun);
        QCOMPARE(*CheckResult::notJudged(1, "why").value(), 1.0);
        Limits limits;
        limits.lookAbove = 1;
        QVERIFY(CheckResult::judged(NAN, limits).verdict() == Verdict::NotRun);
        QVERIFY(CheckResult::judged(INFINITY, limits).verdict() == Verdict::NotRun);
        QVERIFY(CheckResult::judged(0, {}).verdict() == Verdict::NotRun);
        QVERIFY(CheckResult::judgedAgainst(1, NAN, 1, 0.1, "").verdict() == Verdict::NotRun);
        for (CheckResult result : {CheckResult(), CheckResult::notJudged(1, "why")}) {
            QVERIFY(result.atLeastLook("x").verdict() == Verdict::NotRun);
            QVERIFY(result.fail("x").verdict() == Verdict::NotRun);
            QVERIFY(!result.reason().empty());
        }
    }

    /// A pass needs an error that is smaller than the tolerance.
    void judgedAgainstATarget() {
        const auto verdict = [](double value, double error) {
            return CheckResult::judgedAgainst(value, error, 1, 0.1, "chosen").verdict();
        };
        QVERIFY(verdict(1.05, 0.01) == Verdict::Pass);
        QVERIFY(verdict(1.05, 0.20) == Verdict::Look);
        QVERIFY(verdict(1.12, 0.01) == Verdict::Look);
        QVERIFY(verdict(1.20, 0.01) == Verdict::Fail);
        QVERIFY(verdict(0.80, 0.01) == Verdict::Fail);
        QVERIFY(verdict(0.80, 0.05) == Verdict::Look);
    }

    /// Tables of the distributions (Abramowitz and Stegun, chapter 26).
    void quantiles() {
        const auto near = [](double a, double b, double tolerance) {
            return std::abs(a - b) <= tolerance;
        };
        QVERIFY(near(normalQuantile(0.975), 1.959964, 1e-6));
        QVERIFY(near(normalQuantile(1e-6), -4.753424, 1e-5));
        QVERIFY(near(normalQuantile(0.5), 0, 1e-9));
        QVERIFY(near(normalTail(3), 0.0013498980, 1e-9));
        QVERIFY(near(chiSquareQuantile(0.95, 10), 18.307, 0.05));
        QVERIFY(near(chiSquareQuantile(0.005, 50), 27.991, 0.1));
        QVERIFY(near(studentQuantile(0.975, 1), 12.7062, 1e-3));
        QVERIFY(near(studentQuantile(0.975, 2), 4.30265, 1e-4));
        QVERIFY(near(studentQuantile(0.99, 7), 2.99795, 0.01));
        QVERIFY(near(studentQuantile(0.999, 7), 4.78529, 0.05));
        QVERIFY(near(studentQuantile(0.99, 3), 4.54070, 0.1));
        QVERIFY(near(kolmogorovQuantile(0.95), 1.3581, 1e-3));
    }
};

QTEST_APPLESS_MAIN(CheckResultTest)
#include "CheckResultTest.moc"
