// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/LongitudinalProfile.h"
#include "simulation/shower/IncompleteGamma.h"

#include <QTest>

#include <cmath>

using namespace calolens;

class LongitudinalProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// P(1, x) = 1 - exp(-x); P(1/2, x) = erf(sqrt x); P(n, x) is a Poisson tail.
    void incompleteGammaHasItsClosedForms() {
        for (const double x : {1e-6, 0.01, 0.3, 1.0, 2.5, 7.0, 20.0, 60.0}) {
            QVERIFY(std::abs(incompleteGamma(1, x) + std::expm1(-x)) < 1e-12);
            QVERIFY(std::abs(incompleteGamma(0.5, x) - std::erf(std::sqrt(x))) < 1e-11);
            double term = std::exp(-x), below = 0;
            for (int k = 0; k < 5; ++k, term *= x / k)
                below += term;
            QVERIFY(std::abs(incompleteGamma(5, x) - (1 - below)) < 1e-11);
        }
        QCOMPARE(incompleteGamma(3, 0), 0.0);
    }

    /// before() against the trapezoidal integral of t^(alpha - 1) exp(-beta t).
    void profileIsTheIntegralOfTheGammaDensity() {
        const LongitudinalProfile profile{2.7, 0.6};
        const double step = 1e-3;
        double integral = 0, upTo8 = 0, last = 0, mean = 0, highest = 0, maximum = 0;
        for (double t = step; t < 80; t += step) {
            const double density = std::pow(t, profile.alpha - 1) * std::exp(-profile.beta * t);
            integral += (last + density) / 2 * step;
            mean += t * density * step;
            if (density > highest) {
                highest = density;
                maximum = t;
            }
            if (t < 8 + step / 2)
                upTo8 = integral;
            last = density;
        }
        QVERIFY(std::abs(profile.before(8) - upTo8 / integral) < 1e-4);
        QVERIFY(std::abs(profile.meanDepth() - mean / integral) < 1e-3);
        QVERIFY(std::abs(profile.maximum() - maximum) < 2 * step);
    }

    void parametersSetItsMeanAndShape() {
        ShowerParameters p;
        p.alpha = 3, p.depth = 2;
        const auto profile = LongitudinalProfile::mean(p);
        QCOMPARE(profile.meanDepth(), 2.0);
        QVERIFY(std::abs(profile.before(2) - (1 - std::exp(-3.0) * (1 + 3 + 4.5))) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(LongitudinalProfileTest)
#include "LongitudinalProfileTest.moc"
