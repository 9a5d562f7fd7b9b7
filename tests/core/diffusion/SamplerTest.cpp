// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/Sampler.h"
#include "ExactDenoisers.h"
#include "diffusion/NoiseSchedule.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <string>

using namespace calolens;
using calolens::test::MixtureDenoiser;

namespace {

RandomStream stream(std::uint64_t event) {
    return {1, RandomPurpose::Sampling, event};
}

std::vector<float> sample(std::string_view name, Denoiser& denoiser, int steps,
                          std::vector<RandomStream> noise, NoiseRange range = {0.002, 20.0}) {
    const auto sampler =
        makeSampler(name, denoiser, karrasSchedule(steps, range), std::move(noise));
    while (!sampler->finished())
        sampler->step();
    return {sampler->state().begin(), sampler->state().end()};
}

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

class SamplerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// For Gaussian data the probability-flow ODE is solved by x(s) = x(smax) sqrt((v + s^2) / (v +
    /// smax^2)). The error of Heun falls as the second power of the step.
    void heunIsOfSecondOrder() {
        constexpr double v = 0.5 * 0.5, sigmaMax = 20.0, sigmaMin = 0.02;
        MixtureDenoiser denoiser({64}, {0.0}, 0.5);
        std::vector<double> errors;
        for (const int steps :
             {17, 33, 65}) { // sigmaMin is node 16, 32, 64 : compare there, before the last step
            const auto sampler = makeSampler(
                "heun", denoiser, karrasSchedule(steps, {sigmaMin, sigmaMax}), {stream(1)});
            const std::vector<float> start(sampler->state().begin(), sampler->state().end());
            for (int i = 0; i + 1 < steps; ++i)
                sampler->step();
            const double exact = std::sqrt((v + sigmaMin * sigmaMin) / (v + sigmaMax * sigmaMax));
            double error = 0;
            for (std::size_t i = 0; i < start.size(); ++i)
                error += std::pow(sampler->state()[i] - start[i] * exact, 2);
            errors.push_back(std::sqrt(error / static_cast<double>(start.size())));
        }
        for (std::size_t i = 0; i + 1 < errors.size(); ++i) {
            const double order = std::log2(errors[i] / errors[i + 1]);
            QVERIFY2(std::abs(order - 2) < 0.25, qPrintable(QString::number(order)));
        }
    }

    /// The samples have the mixture's mean, variance and fraction near each mode.
    void samplesHaveTheDistributionOfTheData_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("steps");
        QTest::newRow("heun") << "heun" << 40;
        QTest::newRow("ddpm") << "ddpm" << 400;
    }
    void samplesHaveTheDistributionOfTheData() {
        QFETCH(QString, name);
        QFETCH(int, steps);
        constexpr std::size_t n = 20000;
        MixtureDenoiser denoiser({n}, {-2.0, 1.0, 1.0}, 0.3); // one third and two thirds
        const auto x = sample(name.toStdString(), denoiser, steps, {stream(3)});
        double mean = 0, square = 0, left = 0, leftSquare = 0;
        for (const float value : x) {
            mean += value;
            square += double{value} * value;
            if (value < -0.5f) {
                left += 1;
                leftSquare += std::pow(value + 2.0, 2);
            }
        }
        mean /= n;
        // Standard errors: mean sqrt(2.09/n) = 0.010, left fraction 0.0033, variance of the left
        // mode 0.0016.
        QVERIFY2(std::abs(mean - 0.0) < 0.05, qPrintable(QString::number(mean)));
        QVERIFY2(std::abs(square / n - (2.0 + 0.09)) < 0.06,
                 qPrintable(QString::number(square / n)));
        QVERIFY2(std::abs(left / n - 1.0 / 3) < 0.015, qPrintable(QString::number(left / n)));
        QVERIFY2(std::abs(leftSquare / left - 0.09) < 0.01,
                 qPrintable(QString::number(leftSquare / left)));
    }

    void evaluationsAreCountedAndAsAnnounced_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("steps");
        for (const SamplerDescription& s : samplers())
            for (const int steps : {1, 2, 7, 18})
                QTest::addRow("%s, %d", std::string(s.name).c_str(), steps) << q(s.name) << steps;
    }
    void evaluationsAreCountedAndAsAnnounced() {
        QFETCH(QString, name);
        QFETCH(int, steps);
        MixtureDenoiser denoiser({3, 0, 5}, {0.0}, 1.0);
        const auto sampler =
            makeSampler(name.toStdString(), denoiser, karrasSchedule(steps, {0.01, 10}),
                        {stream(1), stream(2), stream(3)});
        int taken = 0;
        double last = INFINITY;
        while (!sampler->finished()) {
            QCOMPARE(sampler->stepIndex(), taken);
            QVERIFY(sampler->sigma() < last);
            last = sampler->sigma();
            sampler->step();
            ++taken;
        }
        QCOMPARE(taken, steps);
        QCOMPARE(sampler->sigma(), 0.0);
        QCOMPARE(sampler->evaluations(), denoiser.calls);
        QCOMPARE(sampler->evaluations(), evaluationsFor(name.toStdString(), steps));
        QVERIFY(std::equal(sampler->state().begin(), sampler->state().end(),
                           sampler->estimate().begin()));
        sampler->step(); // nothing happens any more
        QCOMPARE(sampler->evaluations(), denoiser.calls);
    }

    /// An item gets the same numbers alone and among 64, for stochastic samplers too.
    void resultDoesNotDependOnTheBatch_data() { evaluationsAreCountedAndAsAnnounced_data(); }
    void resultDoesNotDependOnTheBatch() {
        QFETCH(QString, name);
        QFETCH(int, steps);
        std::vector<std::size_t> sizes;
        std::vector<RandomStream> noise;
        std::size_t before = 0;
        for (std::uint64_t i = 0; i < 64; ++i) {
            if (i == 37)
                before = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
            sizes.push_back(3 + i % 5);
            noise.push_back(stream(i));
        }
        MixtureDenoiser many(sizes, {-1.0, 1.0}, 0.2), one({sizes[37]}, {-1.0, 1.0}, 0.2);
        const auto all = sample(name.toStdString(), many, steps, noise);
        const auto alone = sample(name.toStdString(), one, steps, {stream(37)});
        for (std::size_t i = 0; i < alone.size(); ++i)
            QCOMPARE(all[before + i], alone[i]);
    }

    void nonsenseIsRefused() {
        MixtureDenoiser denoiser({2}, {0.0}, 1.0);
        QVERIFY_EXCEPTION_THROWN(makeSampler("huen", denoiser, {1.0, 0.0}, {stream(1)}),
                                 UsageError);
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {1.0, 0.5}, {stream(1)}),
                                 UsageError); // residual noise
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {0.0}, {stream(1)}), UsageError);
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {1.0, 0.0}, {}), UsageError);
    }
};

QTEST_APPLESS_MAIN(SamplerTest)
#include "SamplerTest.moc"
