// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Likelihood.h"
#include "ExactDenoisers.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace calolens;
using calolens::test::MixtureDenoiser;
using calolens::test::VectorMixtureDenoiser;

namespace {

constexpr NoiseRange range{0.01, 80.0};

double logNormal(double x, double variance) {
    return -0.5 * (std::log(2 * std::numbers::pi * variance) + x * x / variance);
}

/// What the exact flow of N(0, variance) makes of N(0, sigmaMax^2), at x: the flow is a factor.
double flowedNormal(double x, double variance) {
    const double factor = std::sqrt((variance + range.sigmaMin * range.sigmaMin) /
                                    (variance + range.sigmaMax * range.sigmaMax));
    return logNormal(x / factor, range.sigmaMax * range.sigmaMax) - std::log(factor);
}

RandomStream stream(std::uint64_t event) {
    return {5, RandomPurpose::Test, event};
}

} // namespace

class LikelihoodTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Items of several lengths, one of them empty.
    void gaussian() {
        MixtureDenoiser denoiser({1, 0, 3}, {0.0}, 0.8);
        const std::vector<float> x{0.3f, -1.1f, 0.f, 2.f};
        const auto found = logLikelihood(denoiser, x, range, {32, 0});
        QCOMPARE(found.size(), std::size_t{3});
        const auto expected = [&](std::size_t i) { return flowedNormal(x[i], 0.64); };
        QVERIFY2(std::abs(found[0] - expected(0)) < 2e-3,
                 qPrintable(QString::number(found[0] - expected(0))));
        QCOMPARE(found[1], 0.0);
        QVERIFY(std::abs(found[2] - expected(1) - expected(2) - expected(3)) < 6e-3);
    }

    /// The density of a mixture, broadened by the last level. That noise at the first level is
    /// taken for N(0, sigmaMax^2) costs 1 / (2 sigmaMax^2) of the data's spread: 1e-4.
    void mixture() {
        MixtureDenoiser denoiser({1, 1, 1, 1, 1}, {-1.0, 1.0}, 0.3);
        const std::vector<float> x{-1.3f, -0.4f, 0.f, 0.9f, 1.8f};
        const auto found = logLikelihood(denoiser, x, range, {64, 0});
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double variance = 0.09 + range.sigmaMin * range.sigmaMin;
            const double expected = std::log(0.5 * std::exp(logNormal(x[i] + 1.0, variance)) +
                                             0.5 * std::exp(logNormal(x[i] - 1.0, variance)));
            QVERIFY2(std::abs(found[i] - expected) < 5e-3,
                     qPrintable(QString::number(found[i] - expected)));
        }
    }

    /// A Gaussian whose values depend on one another: exact trace, and Hutchinson's estimate on
    /// average over its directions.
    void vectorsByTraceAndByHutchinson() {
        const std::vector<double> variances{1.5, 0.5, 0.2, 0.1}, mean(4, 0.0);
        VectorMixtureDenoiser denoiser(1, {mean}, variances);
        const std::vector<float> x{0.4f, -0.2f, 0.1f, 0.3f};
        const auto along = denoiser.along(x, mean);
        double expected = 0;
        for (std::size_t k = 0; k < 4; ++k)
            expected += flowedNormal(along[k], variances[k]);
        const double exact = logLikelihood(denoiser, x, range, {32, 0})[0];
        QVERIFY2(std::abs(exact - expected) < 6e-3, qPrintable(QString::number(exact - expected)));

        constexpr int seeds = 200;
        double sum = 0, squares = 0;
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            const double one = logLikelihood(denoiser, x, range, {16, 1}, {stream(seed)})[0];
            sum += one;
            squares += one * one;
        }
        const double average = sum / seeds;
        const double spread = std::sqrt(squares / seeds - average * average);
        QVERIFY(spread > 0.05); // an estimate, not the trace
        QVERIFY2(std::abs(average - exact) < 4 * spread / std::sqrt(seeds),
                 qPrintable(QString::number(average - exact)));
        double many = 0;
        for (std::uint64_t seed = 0; seed < 20; ++seed)
            many +=
                std::pow(logLikelihood(denoiser, x, range, {16, 16}, {stream(seed)})[0] - exact, 2);
        QVERIFY(std::sqrt(many / 20) < 0.5 * spread); // sixteen directions: a quarter, on average
    }

    /// Where values do not depend on one another random signs give the trace itself.
    void randomSignsAreExactForADiagonal() {
        MixtureDenoiser denoiser({3}, {-1.0, 1.0}, 0.5);
        const std::vector<float> x{0.3f, -1.1f, 0.9f};
        const double exact = logLikelihood(denoiser, x, range, {32, 0})[0];
        const double estimate = logLikelihood(denoiser, x, range, {32, 1}, {stream(1)})[0];
        QVERIFY2(std::abs(exact - estimate) < 5e-3, qPrintable(QString::number(exact - estimate)));
    }

    void valuesDoNotDependOnTheBatch() {
        MixtureDenoiser both({2, 3}, {-1.0, 1.0}, 0.5), second({3}, {-1.0, 1.0}, 0.5);
        const std::vector<float> x{0.1f, 0.2f, 0.3f, -1.1f, 0.9f};
        const auto together = logLikelihood(both, x, range, {16, 2}, {stream(1), stream(2)});
        const auto alone =
            logLikelihood(second, std::span(x).subspan(2), range, {16, 2}, {stream(2)});
        QCOMPARE(together[1], alone[0]);
    }

    void nonsenseIsRefused() {
        MixtureDenoiser denoiser({2}, {0.0}, 1.0);
        const std::vector<float> x{0.f, 0.f, 0.f};
        QVERIFY_EXCEPTION_THROWN((void)logLikelihood(denoiser, x, range, {8, 0}), UsageError);
        const auto two = std::span(x).first(2);
        QVERIFY_EXCEPTION_THROWN((void)logLikelihood(denoiser, two, range, {8, 1}), UsageError);
        QVERIFY_EXCEPTION_THROWN((void)logLikelihood(denoiser, two, range, {8, -1}), UsageError);
        QVERIFY_EXCEPTION_THROWN((void)logLikelihood(denoiser, two, range, {0, 0}), UsageError);
    }
};

QTEST_APPLESS_MAIN(LikelihoodTest)
#include "LikelihoodTest.moc"
