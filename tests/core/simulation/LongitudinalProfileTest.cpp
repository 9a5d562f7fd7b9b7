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
        const auto profile = LongitudinalProfile::median({}, 30e3);
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

    /// The depth of the maximum rises with the logarithm of the energy: by about one radiation
    /// length for each factor e (Longo and Sestili 1975; hep-ex/0001020 has exactly 1).
    void depthRisesWithTheLogarithmOfTheEnergy() {
        const auto depth = [](double energy) {
            return LongitudinalProfile::median({}, energy).maximum();
        };
        const double step = depth(5e3 * std::exp(1)) - depth(5e3);
        QVERIFY2(std::abs(step - 1) < 0.1, qPrintable(QString::number(step)));
        QVERIFY(std::abs(depth(100e3) - depth(100e3 / std::exp(1)) - step) < 1e-9);
        // Mean depth in an infinite medium, and it is behind the maximum.
        const auto profile = LongitudinalProfile::median({}, 30e3);
        QVERIFY(profile.meanDepth() > profile.maximum() + 1);
    }

    void fluctuationsHaveTheWidthsAndCorrelationOfTheirParameters() {
        const ShowerParameters p;
        const double energy = 30e3, lnY = std::log(energy / p.criticalEnergy);
        const auto median = LongitudinalProfile::median(p, energy);
        RandomStream random(1, RandomPurpose::Test);
        const int n = 20000;
        double t1 = 0, t2 = 0, a1 = 0, a2 = 0, ta = 0;
        for (int i = 0; i < n; ++i) {
            const auto drawn = LongitudinalProfile::draw(p, energy, random);
            const double t = std::log(drawn.maximum() / median.maximum());
            const double a = std::log(drawn.alpha / median.alpha);
            t1 += t / n, t2 += t * t / n, a1 += a / n, a2 += a * a / n, ta += t * a / n;
        }
        const double sigmaT = std::sqrt(t2 - t1 * t1), sigmaA = std::sqrt(a2 - a1 * a1);
        // Five standard errors: sigma / sqrt(n), and sigma / sqrt(2 n) of a width.
        const double error = 5 / std::sqrt(static_cast<double>(n));
        QVERIFY(std::abs(t1) < error * sigmaT && std::abs(a1) < error * sigmaA);
        QVERIFY(std::abs(sigmaT * (p.maximumWidthOffset + p.maximumWidthSlope * lnY) - 1) < error);
        QVERIFY(std::abs(sigmaA * (p.alphaWidthOffset + p.alphaWidthSlope * lnY) - 1) < error);
        QVERIFY(std::abs((ta - t1 * a1) / (sigmaT * sigmaA) -
                         (p.correlationOffset + p.correlationSlope * lnY)) < error);
    }

    void lowEnergiesGiveFiniteProfiles() {
        RandomStream random(2, RandomPurpose::Test);
        for (const double energy : {0.1, 1.0, 10.0, 50.0, 200.0})
            for (int i = 0; i < 200; ++i) {
                const auto drawn = LongitudinalProfile::draw({}, energy, random);
                QVERIFY(drawn.alpha > 1 && std::isfinite(drawn.alpha));
                QVERIFY(drawn.beta > 0 && std::isfinite(drawn.beta));
                QVERIFY(drawn.before(60) > 0.99);
            }
    }
};

QTEST_APPLESS_MAIN(LongitudinalProfileTest)
#include "LongitudinalProfileTest.moc"
