// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/NoiseAxis.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace calolens;

class TestNoiseAxis : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsAndMiddle() {
        const NoiseAxis axis(0.01, 100);
        const double right = 1 - NoiseAxis::CleanGap;
        QCOMPARE(axis.positionOf(100), 0.0);
        QCOMPARE(axis.positionOf(0.01), right);
        QCOMPARE(axis.positionOf(0), 1.0);
        // Four decades: sigma = 1 is half way, each decade a quarter.
        QCOMPARE(axis.positionOf(1.0), right / 2);
        QCOMPARE(axis.positionOf(10.0), right / 4);
    }

    void thereAndBack_data() {
        QTest::addColumn<double>("sigma");
        for (const double sigma : {80.0, 33.3, 1.0, 0.25, 0.002, 0.0})
            QTest::addRow("%g", sigma) << sigma;
    }
    void thereAndBack() {
        QFETCH(double, sigma);
        const NoiseAxis axis(0.002, 80);
        const double back = axis.sigmaAt(axis.positionOf(sigma));
        QVERIFY(std::abs(back - sigma) <= 1e-9 * sigma);
    }

    void falls() {
        const NoiseAxis axis(0.002, 80);
        double last = -1;
        for (double sigma = 80; sigma > 0.001; sigma *= 0.9) {
            QVERIFY(axis.positionOf(sigma) > last || sigma < axis.sigmaMin());
            last = axis.positionOf(sigma);
        }
    }

    void oddInputsStayOnTheAxis() {
        const NoiseAxis axis(0.01, 10);
        for (const double sigma : {1e9, 1e-9, -1.0, std::nan("")}) {
            QVERIFY(axis.positionOf(sigma) >= 0);
            QVERIFY(axis.positionOf(sigma) <= 1);
        }
        QCOMPARE(axis.sigmaAt(-3), 10.0);
        QCOMPARE(axis.sigmaAt(7), 0.0);
        const NoiseAxis swapped(10, 0.01), flat(1, 1), zero(0, 0);
        QCOMPARE(swapped.sigmaMax(), 10.0);
        QVERIFY(flat.sigmaMax() > flat.sigmaMin());
        QVERIFY(std::isfinite(zero.positionOf(1)));
    }

    void ticks() {
        const auto ticks = NoiseAxis(0.05, 20).ticks();
        std::vector<double> labelled;
        for (const NoiseAxis::Tick& tick : ticks) {
            QVERIFY(tick.sigma == 0 || (tick.sigma >= 0.0499 && tick.sigma <= 20.001));
            if (tick.labelled)
                labelled.push_back(tick.sigma);
        }
        QCOMPARE(labelled.size(), std::size_t{4}); // 0.1, 1, 10 and 0
        QCOMPARE(labelled.back(), 0.0);
        QCOMPARE(ticks.size(), std::size_t{5 + 9 + 9 + 2 + 1});
    }
};

QTEST_GUILESS_MAIN(TestNoiseAxis)
#include "TestNoiseAxis.moc"
