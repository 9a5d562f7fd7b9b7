// SPDX-License-Identifier: GPL-3.0-or-later
#include "ExactDenoisers.h"
#include "diffusion/NoiseSchedule.h"
#include "diffusion/Sampler.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {

/// The exact velocity E[n - x | x_t] on the path x_t = (1 - t) x + t n, for x ~ N(mean, width^2).
struct GaussianVelocity {
    double mean, width;
    [[nodiscard]] double operator()(double xt, double t) const {
        const double a = 1 - t, variance = a * a * width * width + t * t;
        const double excess = (xt - a * mean) / variance;
        return t * excess - (mean + a * width * width * excess);
    }
};

/// A flow-matching model behind the seam: D(x; s) = x_t - t v(x_t, t), t = s / (1 + s),
/// x_t = x / (1 + s).
class FlowDenoiser : public Denoiser {
public:
    FlowDenoiser(std::size_t size, GaussianVelocity velocity)
        : m_size(size)
        , m_velocity(velocity) {}
    [[nodiscard]] std::span<const std::size_t> itemSizes() const override { return {&m_size, 1}; }
    void denoise(std::span<const float> x, double sigma, std::span<float> clean) override {
        const double t = sigma / (1 + sigma);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double xt = x[i] / (1 + sigma);
            clean[i] = static_cast<float>(xt - t * m_velocity(xt, t));
        }
    }

private:
    std::size_t m_size;
    GaussianVelocity m_velocity;
};

} // namespace

class FlowSamplingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// `euler` on the schedule `flow` is Euler's method on dx_t/dt = v: the same points, to
    /// rounding, as integrating the flow in its own time and variable.
    void eulerIsEulerOnTheFlow() {
        const GaussianVelocity velocity{0.7, 0.4};
        constexpr NoiseRange range{0.01, 99.0};
        constexpr int steps = 25;
        FlowDenoiser denoiser(64, velocity);
        const auto sampler = makeSampler("euler", denoiser, flowSchedule(steps, range),
                                         {RandomStream(1, RandomPurpose::Sampling)});
        std::vector<double> xt;
        for (const float x : sampler->state())
            xt.push_back(x / (1 + range.sigmaMax));
        const double first = range.sigmaMax / (1 + range.sigmaMax),
                     last = range.sigmaMin / (1 + range.sigmaMin);
        for (int k = 0; k < steps; ++k) {
            const double t = first + (last - first) * k / (steps - 1);
            const double next = k + 1 == steps ? 0 : first + (last - first) * (k + 1) / (steps - 1);
            for (double& x : xt)
                x += (next - t) * velocity(x, t);
            sampler->step();
            for (std::size_t i = 0; i < xt.size(); ++i)
                QVERIFY(std::abs(sampler->state()[i] - (1 + sampler->sigma()) * xt[i]) <
                        3e-6 * (1 + sampler->sigma()));
        }
        QVERIFY(sampler->finished());
    }

    /// Every sampler, on every schedule, draws from the flow model's data.
    void everySamplerWorksOnAFlowModel_data() {
        QTest::addColumn<QByteArray>("name");
        for (const SamplerDescription& s : samplers())
            QTest::newRow(std::string(s.name).c_str())
                << QByteArray(s.name.data(), static_cast<qsizetype>(s.name.size()));
    }
    void everySamplerWorksOnAFlowModel() {
        QFETCH(QByteArray, name);
        constexpr std::size_t n = 10000;
        for (const ScheduleDescription& schedule : schedules()) {
            FlowDenoiser denoiser(n, {0.7, 0.8});
            const auto sampler = makeSampler(name.toStdString(), denoiser,
                                             noiseSchedule(schedule.name, 200, {0.01, 50}),
                                             {RandomStream(1, RandomPurpose::Sampling)});
            while (!sampler->finished())
                sampler->step();
            double mean = 0, square = 0;
            for (const float x : sampler->state()) {
                mean += x;
                square += double{x} * x;
            }
            mean /= n;
            const double variance = square / n - mean * mean;
            const auto say = [&] {
                return QString::fromStdString(std::string(schedule.name)) +
                       QStringLiteral(": %1, %2").arg(mean).arg(variance);
            };
            QVERIFY2(std::abs(mean - 0.7) < 0.04, qPrintable(say()));
            QVERIFY2(std::abs(variance / 0.64 - 1) < 0.08, qPrintable(say()));
        }
    }
};

QTEST_APPLESS_MAIN(FlowSamplingTest)
#include "FlowSamplingTest.moc"
