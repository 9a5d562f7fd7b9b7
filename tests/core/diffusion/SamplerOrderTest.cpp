// SPDX-License-Identifier: GPL-3.0-or-later
#include "ExactDenoisers.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/Sampler.h"
#include "diffusion/samplers/DormandPrinceSampler.h"
#include "diffusion/samplers/RestartSampler.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <string>

using namespace calolens;
using calolens::test::MixtureDenoiser;
using calolens::test::VectorMixtureDenoiser;

namespace {

constexpr NoiseRange range{0.02, 20.0};

RandomStream stream(std::uint64_t event) {
    return {1, RandomPurpose::Sampling, event};
}

double rms(std::span<const float> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::pow(a[i] - b[i], 2);
    return std::sqrt(sum / static_cast<double>(a.size()));
}

/// Error at the last level above zero, where the exact solution of the ODE is known.
template<typename D>
double error(const std::string& sampler, const char* schedule, int steps, D& denoiser,
             const std::function<std::vector<double>(std::span<const float>)>& exact) {
    const auto s =
        makeSampler(sampler, denoiser, noiseSchedule(schedule, steps, range), {stream(1)});
    const std::vector<double> expected = exact(s->state());
    for (int i = 0; i + 1 < steps; ++i)
        s->step();
    return rms(s->state(), expected);
}

double mixtureError(const std::string& sampler, const char* schedule, int steps) {
    MixtureDenoiser denoiser({100}, {-1.0, 0.5}, 0.4);
    return error(sampler, schedule, steps, denoiser, [&](std::span<const float> start) {
        std::vector<double> end;
        for (const float x : start)
            end.push_back(denoiser.flow(x, range.sigmaMax, range.sigmaMin));
        return end;
    });
}

/// Gaussian in eight dimensions: along axis k the ODE is solved by
/// x(s) = x(smax) sqrt((v_k + s^2) / (v_k + smax^2)).
double vectorError(const std::string& sampler, const char* schedule, int steps) {
    const std::vector<double> variances{1.5, 0.7, 0.4, 0.25, 0.15, 0.1, 0.07, 0.05}, mean(8, 0.3);
    VectorMixtureDenoiser denoiser(20, {mean}, variances);
    return error(sampler, schedule, steps, denoiser, [&](std::span<const float> start) {
        std::vector<double> end;
        for (std::size_t first = 0; first < start.size(); first += 8) {
            auto v = denoiser.along(start.subspan(first, 8), mean);
            for (std::size_t k = 0; k < 8; ++k)
                v[k] *= std::sqrt((variances[k] + range.sigmaMin * range.sigmaMin) /
                                  (variances[k] + range.sigmaMax * range.sigmaMax));
            v = VectorMixtureDenoiser::reflected(v);
            for (std::size_t k = 0; k < 8; ++k)
                end.push_back(mean[k] + v[k]);
        }
        return end;
    });
}

/// Relative error of the variance of many samples from a Gaussian of that width.
double varianceError(const std::function<std::unique_ptr<Sampler>(Denoiser&)>& make, double width) {
    constexpr std::size_t n = 100000;
    MixtureDenoiser denoiser({n}, {0.3}, width);
    const auto sampler = make(denoiser);
    while (!sampler->finished())
        sampler->step();
    double mean = 0, square = 0;
    for (const float x : sampler->state()) {
        mean += x;
        square += double{x} * x;
    }
    mean /= n;
    return (square / n - mean * mean) / (width * width) - 1;
}

} // namespace

/// Orders of convergence, measured where the solution is known. Where the order is claimed for many
/// small steps, single precision sets the end: errors below 1e-5 are not looked at.
class SamplerOrderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void order_data() {
        QTest::addColumn<QByteArray>("sampler");
        QTest::addColumn<QByteArray>("schedule");
        QTest::addColumn<int>("steps"); // the coarser of two; the finer has half its steps
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        const auto row = [](const char* sampler, const char* schedule, int steps, double least,
                            double most) {
            QTest::addRow("%s on %s", sampler, schedule)
                << QByteArray(sampler) << QByteArray(schedule) << steps << least << most;
        };
        row("euler", "karras", 65, 0.9, 1.1);
        row("ddim", "karras", 65, 0.9, 1.1);
        row("heun", "karras", 65, 1.85, 2.15);
        row("heun", "lu", 65, 1.85, 2.15);
        row("dpmpp-2s", "karras", 65, 1.85, 2.15);
        row("dpmpp-2m", "karras", 65, 1.85, 2.2);
        row("dpmpp-2m", "lu", 65, 1.85, 2.15);
        row("dpmpp-3m", "karras", 65, 2.75, 3.25);
        row("lms", "karras", 33, 3.3, 4.2); // of fourth order but for its start
        row("unipc-2", "karras", 33, 2.8, 3.25);
        row("unipc-2", "lu", 33, 2.8, 3.25);
        row("unipc-3", "karras", 33, 3.8, 4.5);
        row("unipc-3", "lu", 33, 3.6, 4.4);
    }
    void order() {
        QFETCH(QByteArray, sampler);
        QFETCH(QByteArray, schedule);
        QFETCH(int, steps);
        QFETCH(double, least);
        QFETCH(double, most);
        const auto s = sampler.toStdString();
        const double coarse = mixtureError(s, schedule.constData(), steps);
        const double fine = mixtureError(s, schedule.constData(), 2 * steps - 1);
        const double order = std::log2(coarse / fine);
        QVERIFY2(order > least && order < most,
                 qPrintable(QString::number(order) + ", " + QString::number(coarse)));
    }

    /// The same order where every value depends on all others.
    void orderInManyDimensions_data() { order_data(); }
    void orderInManyDimensions() {
        QFETCH(QByteArray, sampler);
        QFETCH(QByteArray, schedule);
        QFETCH(int, steps);
        QFETCH(double, least);
        const auto s = sampler.toStdString();
        const double coarse = vectorError(s, schedule.constData(), steps);
        const double fine = vectorError(s, schedule.constData(), 2 * steps - 1);
        const double order = std::log2(coarse / fine);
        QVERIFY2(order > least - 0.2 || fine < 1e-5,
                 qPrintable(QString::number(order) + ", " + QString::number(fine)));
    }

    /// At equal cost, the order of merit of the design notes (20 steps of one evaluation each, or
    /// as many as those cost): a corrected predictor before a plain one before Euler's.
    void fewEvaluationsAreSpentWell() {
        const double euler = mixtureError("euler", "lu", 20),
                     dpm = mixtureError("dpmpp-2m", "lu", 20),
                     unipc = mixtureError("unipc-2", "lu", 20);
        QVERIFY(dpm < 0.5 * euler);
        QVERIFY(unipc < 0.6 * dpm);
    }

    /// The adaptive method keeps to its tolerance; its cost does not depend on the levels.
    void toleranceIsKept() {
        int before = 0;
        for (const double tolerance : {1e-2, 1e-3, 1e-4, 1e-5}) {
            std::vector<int> cost;
            for (const int steps : {2, 40}) {
                MixtureDenoiser denoiser({100}, {-1.0, 0.5}, 0.4);
                DormandPrinceSampler s(denoiser, karrasSchedule(steps, range), {stream(1)},
                                       tolerance);
                const std::vector<float> start(s.state().begin(), s.state().end());
                for (int i = 0; i + 1 < steps; ++i) {
                    s.step();
                    // On the way too, where the solution is interpolated.
                    std::vector<double> exact, clean;
                    for (const float x : start)
                        exact.push_back(denoiser.flow(x, range.sigmaMax, s.sigma()));
                    const double e = rms(s.state(), exact) / (1 + s.sigma());
                    QVERIFY2(e < 10 * tolerance + 2e-6, qPrintable(QString::number(e)));
                    std::vector<float> estimate(start.size());
                    denoiser.denoise(s.state(), s.sigma(), estimate);
                    clean.assign(estimate.begin(), estimate.end());
                    QVERIFY(rms(s.estimate(), clean) < 30 * tolerance * (1 + s.sigma()) + 1e-5);
                }
                s.step();
                cost.push_back(s.evaluations());
            }
            QCOMPARE(cost[0], cost[1]);
            QVERIFY(cost[0] > before);
            before = cost[0];
        }
        QVERIFY(before < 400);
    }
    void anEstimateThatIsNoNumberIsSaid() {
        class Broken : public MixtureDenoiser {
        public:
            using MixtureDenoiser::MixtureDenoiser;
            void denoise(std::span<const float>, double, std::span<float> clean) override {
                std::fill(clean.begin(), clean.end(), NAN);
            }
        } denoiser({4}, {0.0}, 1.0);
        DormandPrinceSampler s(denoiser, karrasSchedule(2, range), {stream(1)});
        QVERIFY_EXCEPTION_THROWN(s.step(), ModelError);
    }
    /// A denoiser that is rougher than the tolerance costs much, but not for ever.
    void roughEstimatesAreBorne() {
        class Rough : public MixtureDenoiser {
        public:
            using MixtureDenoiser::MixtureDenoiser;
            void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
                MixtureDenoiser::denoise(x, sigma, clean);
                for (float& c : clean)
                    c += calls % 2 == 0 ? 0.05f : -0.05f;
            }
        } denoiser({4}, {0.0}, 1.0);
        DormandPrinceSampler s(denoiser, karrasSchedule(3, {0.1, 5}), {stream(1)}, 1e-6);
        while (!s.finished())
            s.step();
        QVERIFY(s.evaluations() < 40000);
        QVERIFY(std::isfinite(s.state()[0]));
    }

    /// Weak order, by the error of the variance, which is known to 0.45 % here.
    void weakOrder() {
        const auto with = [](const char* name, int steps) {
            return varianceError(
                [&](Denoiser& d) {
                    return makeSampler(name, d, karrasSchedule(steps, range), {stream(2)});
                },
                0.5);
        };
        for (const char* name : {"ddpm", "euler-ancestral", "heun-churn"}) {
            const double order = std::log2(with(name, 33) / with(name, 65));
            QVERIFY2(order > 0.75 && order < 1.4, qPrintable(QString::number(order)));
        }
        // Second order: beyond what DDPM reaches with four times the steps.
        QVERIFY(std::abs(with("dpmpp-sde-2m", 65)) < 0.15 * std::abs(with("ddpm", 65)));
        const double order = std::log2(with("dpmpp-sde-2m", 17) / with("dpmpp-sde-2m", 33));
        QVERIFY2(order > 1.6, qPrintable(QString::number(order)));
    }

    /// Restart keeps its base's order if its own part gets finer with the rest; and mends what the
    /// coarse part before it did.
    void restartConverges() {
        const auto with = [](int steps, int nodes) {
            return varianceError(
                [&](Denoiser& d) {
                    return std::make_unique<RestartSampler>(
                        d, karrasSchedule(steps, range), std::vector{stream(2)},
                        RestartSampler::Interval{nodes, 2, 0.12, 0.6});
                },
                0.5);
        };
        const double coarse = with(9, 4), fine = with(17, 7);
        const double order = std::log2(coarse / fine);
        QVERIFY2(order > 1.5 && order < 2.6, qPrintable(QString::number(order)));
        const double plain = varianceError(
            [](Denoiser& d) {
                return makeSampler("heun", d, karrasSchedule(9, range), {stream(2)});
            },
            0.5);
        QVERIFY2(std::abs(with(9, 7)) < 0.5 * std::abs(plain),
                 qPrintable(QString::number(plain) + ", " + QString::number(with(9, 7))));
    }
};

QTEST_APPLESS_MAIN(SamplerOrderTest)
#include "SamplerOrderTest.moc"
