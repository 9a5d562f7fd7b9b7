// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DormandPrince.h"
#include "diffusion/samplers/LagrangeWeights.h"
#include "diffusion/samplers/NodeHistory.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {

/// y' = y cos t, y(0) = 1: y = exp(sin t).
DormandPrince growth() {
    return {0.0, {1.0}, [](double t, std::span<const double> y, std::span<double> slope) {
                slope[0] = y[0] * std::cos(t);
            }};
}

/// By the midpoint rule.
double integral(const std::function<double(double)>& f) {
    constexpr int n = 20000;
    double sum = 0;
    for (int i = 0; i < n; ++i)
        sum += f((i + 0.5) / n);
    return sum / n;
}

} // namespace

class IntegrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dormandPrinceIsOfFifthOrder() {
        std::vector<double> end, between, slopes;
        for (const int steps : {20, 40}) {
            DormandPrince solver = growth();
            double worst = 0, worstSlope = 0;
            for (int i = 0; i < steps; ++i) {
                solver.attempt(4.0 / steps);
                solver.accept();
                for (const double u : {0.0, 0.3, 0.5, 0.8, 1.0}) {
                    const double t = solver.t() - (1 - u) * 4.0 / steps;
                    double y = 0, slope = 0;
                    solver.interpolate(t, {&y, 1}, {&slope, 1});
                    worst = std::max(worst, std::abs(y - std::exp(std::sin(t))));
                    worstSlope =
                        std::max(worstSlope, std::abs(slope - std::exp(std::sin(t)) * std::cos(t)));
                }
            }
            end.push_back(std::abs(solver.y()[0] - std::exp(std::sin(4.0))));
            between.push_back(worst);
            slopes.push_back(worstSlope);
        }
        QVERIFY2(std::abs(std::log2(end[0] / end[1]) - 5) < 0.6,
                 qPrintable(QString::number(std::log2(end[0] / end[1]))));
        QVERIFY(std::log2(between[0] / between[1]) > 4.3);
        QVERIFY(std::log2(slopes[0] / slopes[1]) > 3.3);
    }
    /// y' = 5 t^4: the method of order 5 is exact, the embedded one not; y' = 4 t^3: both are.
    void theEmbeddedMethodIsOfFourthOrder() {
        for (const int power : {3, 4}) {
            DormandPrince solver(0.0, {0.0},
                                 [power](double t, std::span<const double>, std::span<double> s) {
                                     s[0] = (power + 1) * std::pow(t, power);
                                 });
            solver.attempt(1.0);
            QVERIFY(std::abs(solver.end()[0] - 1) < 1e-13);
            QCOMPARE(std::abs(solver.error()[0]) < 1e-13, power == 3);
        }
    }
    void aStepThatIsNotTakenChangesNothing() {
        DormandPrince solver = growth(), plain = growth();
        solver.attempt(2.0);
        solver.attempt(0.25);
        solver.accept();
        plain.attempt(0.25);
        plain.accept();
        QCOMPARE(solver.y()[0], plain.y()[0]);
        QCOMPARE(solver.t(), 0.25);
    }

    /// The moments on both sides of the change from series to recursion, and far from it.
    void exponentialMomentsAreTheIntegrals() {
        for (const double h : {1e-6, 0.01, 0.0999, 0.1001, 1.0, 8.0}) {
            const auto moments = exponentialMoments(h, 5);
            for (std::size_t k = 0; k < 5; ++k) {
                const double expected = integral([&](double u) {
                    return h * std::exp(-h * (1 - u)) * std::pow(u, static_cast<double>(k));
                });
                QVERIFY2(std::abs(moments[k] / expected - 1) < 1e-6,
                         qPrintable(QString::number(moments[k] / expected - 1)));
            }
        }
    }
    /// Adams and Bashforth's weights on equal steps are 55, -59, 37, -9 over 24.
    void weightsAreAdamsAndBashforths() {
        const std::vector<double> nodes{0, -1, -2, -3};
        const auto w = lagrangeWeights(nodes, plainMoments(4));
        const double expected[] = {55, -59, 37, -9};
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(24 * w[i] - expected[i]) < 1e-12);
    }
    void weightsIntegratePolynomials() {
        const std::vector<double> nodes{0, -0.7, -2.1, 1};
        const auto w = lagrangeWeights(nodes, exponentialMoments(0.8, 4));
        const auto p = [](double u) { return 1 - 2 * u + 0.5 * u * u - 3 * u * u * u; };
        double sum = 0;
        for (std::size_t i = 0; i < 4; ++i)
            sum += w[i] * p(nodes[i]);
        const double expected =
            integral([&](double u) { return 0.8 * std::exp(-0.8 * (1 - u)) * p(u); });
        QVERIFY(std::abs(sum - expected) < 1e-7);
    }

    void aHistoryForgetsTheOldest() {
        NodeHistory history(2, 1);
        QCOMPARE(history.size(), std::size_t{0});
        for (const float value : {1.f, 2.f, 3.f})
            history.push(10.0 * value)[0] = value;
        QCOMPARE(history.size(), std::size_t{2});
        QCOMPARE(history.node(0), 30.0);
        QCOMPARE(history.values(0)[0], 3.f);
        QCOMPARE(history.node(1), 20.0);
        QCOMPARE(history.values(1)[0], 2.f);
    }
};

QTEST_APPLESS_MAIN(IntegrationTest)
#include "IntegrationTest.moc"
