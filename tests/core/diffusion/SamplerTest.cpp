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
using calolens::test::VectorMixtureDenoiser;

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
    /// The samples have the mixture's mean, variance and fraction near each mode.
    void samplesHaveTheDistributionOfTheData_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("tolerance"); // of a variance
        // Restart's own part has few steps, whatever the others.
        for (const SamplerDescription& s : samplers())
            QTest::addRow("%s", std::string(s.name).c_str())
                << q(s.name) << (s.order == 1 ? 200 : 40) << (s.name == "restart" ? 0.03 : 0.02);
    }
    void samplesHaveTheDistributionOfTheData() {
        QFETCH(QString, name);
        QFETCH(int, steps);
        QFETCH(double, tolerance);
        constexpr std::size_t n = 12000;
        MixtureDenoiser denoiser({n}, {-2.0, 1.0, 1.0}, 0.5); // one third and two thirds
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
        // Standard errors: mean sqrt(2.25/n) = 0.014, left fraction 0.0043, variance of the left
        // mode 0.25 sqrt(6/n) = 0.0056, cut at three widths (which takes 0.7 % off it).
        QVERIFY2(std::abs(mean - 0.0) < 0.05, qPrintable(QString::number(mean)));
        QVERIFY2(std::abs(square / n - (2.0 + 0.25)) < 0.07,
                 qPrintable(QString::number(square / n)));
        QVERIFY2(std::abs(left / n - 1.0 / 3) < 0.015, qPrintable(QString::number(left / n)));
        QVERIFY2(std::abs(leftSquare / left - 0.25) < tolerance,
                 qPrintable(QString::number(leftSquare / left)));
    }

    /// In several dimensions that depend on one another: two Gaussians, weights one to three, with
    /// a common covariance that has no axis along a coordinate.
    void vectorsHaveTheDistributionOfTheData_data() { samplesHaveTheDistributionOfTheData_data(); }
    void vectorsHaveTheDistributionOfTheData() {
        QFETCH(QString, name);
        QFETCH(int, steps);
        constexpr std::size_t n = 3000, d = 3;
        const std::vector<double> left{-2, 0.5, 0}, right{1, 0, -0.5}, variances{0.6, 0.1, 0.25};
        VectorMixtureDenoiser denoiser(n, {left, right, right, right}, variances);
        const auto x = sample(name.toStdString(), denoiser, steps, {stream(4)});
        double count = 0;
        std::vector<double> mean(d, 0.0);
        double covariance[d][d] = {};
        for (std::size_t i = 0; i < n; ++i) {
            const std::span<const float> v(x.data() + i * d, d);
            if (v[0] < -0.5f) {
                ++count;
                continue;
            }
            const auto along = denoiser.along(v, right);
            for (std::size_t k = 0; k < d; ++k) {
                mean[k] += along[k];
                for (std::size_t l = 0; l < d; ++l)
                    covariance[k][l] += along[k] * along[l];
            }
        }
        const double kept = n - count;
        // Some of either mode lies beyond the cut: 0.6 to 3 % by the width along coordinate 0.
        QVERIFY2(std::abs(count / n - 0.25) < 0.03, qPrintable(QString::number(count / n)));
        for (std::size_t k = 0; k < d; ++k) {
            QVERIFY2(std::abs(mean[k] / kept) < 0.06, qPrintable(QString::number(mean[k] / kept)));
            for (std::size_t l = 0; l < d; ++l)
                QVERIFY2(std::abs(covariance[k][l] / kept - (k == l ? variances[k] : 0)) < 0.05,
                         qPrintable(QString::number(covariance[k][l] / kept)));
        }
    }

    void evaluationsAreCountedAndAsAnnounced_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("steps");
        for (const SamplerDescription& s : samplers())
            for (const int steps : {1, 2, 3, 7, 18})
                QTest::addRow("%s, %d", std::string(s.name).c_str(), steps) << q(s.name) << steps;
    }
    void evaluationsAreCountedAndAsAnnounced() {
        QFETCH(QString, name);
        QFETCH(int, steps);
        for (const ScheduleDescription& schedule : schedules()) {
            MixtureDenoiser denoiser({3, 0, 5}, {0.0, 1.0}, 1.0);
            const auto sampler = makeSampler(name.toStdString(), denoiser,
                                             noiseSchedule(schedule.name, steps, {0.01, 10}),
                                             {stream(1), stream(2), stream(3)});
            int taken = 0, rises = 0;
            double last = INFINITY;
            while (!sampler->finished()) {
                QCOMPARE(sampler->stepIndex(), taken);
                rises += sampler->sigma() >= last ? 1 : 0;
                last = sampler->sigma();
                sampler->step();
                ++taken;
                for (const float x : sampler->state())
                    QVERIFY(std::isfinite(x));
            }
            QCOMPARE(taken, sampler->stepCount());
            const bool restarts = name == QLatin1String("restart") && steps > 1;
            QCOMPARE(taken, restarts ? steps + 6 : steps);
            QCOMPARE(rises, restarts ? 2 : 0);
            QCOMPARE(sampler->sigma(), 0.0);
            QCOMPARE(sampler->evaluations(), denoiser.calls);
            if (const auto announced = evaluationsFor(name.toStdString(), steps))
                QCOMPARE(sampler->evaluations(), *announced);
            QVERIFY(std::equal(sampler->state().begin(), sampler->state().end(),
                               sampler->estimate().begin()));
            sampler->step(); // nothing happens any more
            QCOMPARE(sampler->evaluations(), denoiser.calls);
        }
    }
    /// The formulas of the papers, written out.
    void evaluationsAreThoseOfThePapers() {
        for (const char* name : {"ddpm", "ddim", "euler", "euler-ancestral", "dpmpp-2m", "dpmpp-3m",
                                 "dpmpp-sde-2m", "lms", "unipc-2", "unipc-3"})
            QCOMPARE(evaluationsFor(name, 20).value(), 20);
        for (const char* name : {"heun", "heun-churn", "dpmpp-2s"})
            QCOMPARE(evaluationsFor(name, 18).value(), 35);
        QCOMPARE(evaluationsFor("restart", 18).value(), 35 + 2 * 2 * (4 - 1));
        QVERIFY(!evaluationsFor("dopri5", 18));
        QVERIFY_EXCEPTION_THROWN((void)evaluationsFor("huen", 18), UsageError);
    }

    /// One step goes from noise straight to the estimate.
    void oneStepIsTheEstimate() {
        for (const SamplerDescription& s : samplers()) {
            MixtureDenoiser denoiser({4}, {-1.0, 1.0}, 0.2);
            const auto sampler = makeSampler(s.name, denoiser, {20.0, 0.0}, {stream(1)});
            std::vector<float> expected(4);
            denoiser.denoise(sampler->state(), 20.0, expected);
            sampler->step();
            QVERIFY(sampler->finished());
            QVERIFY(std::equal(expected.begin(), expected.end(), sampler->state().begin()));
        }
    }

    /// A level that is there twice, or nearly, is left out: nothing is divided by a step of zero.
    void repeatedLevelsChangeNothing() {
        const std::vector<double> once{20, 5, 1, 0.3, 0.1, 0.02, 0};
        const std::vector<double> twice{20,  20,   5,    1, 1, 1, 0.3, 0.3 * (1 - 1e-9),
                                        0.1, 0.02, 0.02, 0};
        for (const SamplerDescription& s : samplers()) {
            std::vector<std::vector<float>> results;
            for (const auto& levels : {once, twice}) {
                MixtureDenoiser denoiser({50}, {-1.0, 1.0}, 0.2);
                const auto sampler = makeSampler(s.name, denoiser, levels, {stream(7)});
                while (!sampler->finished())
                    sampler->step();
                results.emplace_back(sampler->state().begin(), sampler->state().end());
            }
            QVERIFY2(results[0] == results[1], std::string(s.name).c_str());
        }
    }

    /// An item gets the same numbers alone and among 64, for stochastic samplers too. An adaptive
    /// one takes other steps in another batch: there, as near as its tolerance.
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
        for (std::size_t i = 0; i < alone.size(); ++i) {
            if (evaluationsFor(name.toStdString(), steps))
                QCOMPARE(all[before + i], alone[i]);
            else
                QVERIFY(std::abs(all[before + i] - alone[i]) < 0.01f);
        }
    }

    /// DDIM is Euler's method, and Euler ancestral is DDPM, to rounding.
    void twoNamesOneRule() {
        const char* const pairs[][2] = {{"ddim", "euler"}, {"euler-ancestral", "ddpm"}};
        for (const auto& pair : pairs) {
            MixtureDenoiser denoiser({100}, {-1.0, 1.0}, 0.4);
            const auto a = sample(pair[0], denoiser, 20, {stream(1)});
            const auto b = sample(pair[1], denoiser, 20, {stream(1)});
            for (std::size_t i = 0; i < a.size(); ++i)
                QVERIFY2(std::abs(a[i] - b[i]) < 1e-4f, qPrintable(QString::number(a[i] - b[i])));
        }
    }

    void nonsenseIsRefused() {
        MixtureDenoiser denoiser({2}, {0.0}, 1.0);
        QVERIFY_EXCEPTION_THROWN(makeSampler("huen", denoiser, {1.0, 0.0}, {stream(1)}),
                                 UsageError);
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {1.0, 0.5}, {stream(1)}),
                                 UsageError); // residual noise
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {1.0, 2.0, 0.0}, {stream(1)}),
                                 UsageError); // goes up
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {NAN, 1.0, 0.0}, {stream(1)}),
                                 UsageError);
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {0.0}, {stream(1)}), UsageError);
        QVERIFY_EXCEPTION_THROWN(makeSampler("heun", denoiser, {1.0, 0.0}, {}), UsageError);
    }
};

QTEST_APPLESS_MAIN(SamplerTest)
#include "SamplerTest.moc"
