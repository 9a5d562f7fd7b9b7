// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/DenoisingInformation.h"
#include "ExactDenoisers.h"
#include "diffusion/GaussLegendre.h"
#include "diffusion/Likelihood.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace calolens;
using calolens::test::CentredGaussianDenoiser;
using calolens::test::MixtureDenoiser;
using calolens::test::VectorMixtureDenoiser;

namespace {

constexpr NoiseRange range{0.01, 40.0};
constexpr double resolution = 0.1;

RandomStream stream(std::uint64_t event) {
    return {7, RandomPurpose::Test, event};
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Draws of independent mixtures of Gaussians with means at `means`.
std::vector<float> drawn(std::size_t count, const std::vector<double>& means, double width) {
    RandomStream random(3, RandomPurpose::Test);
    std::vector<float> x(count);
    for (float& value : x)
        value = static_cast<float>(means[random.below(static_cast<std::uint32_t>(means.size()))] +
                                   width * random.normal());
    return x;
}

double bitsPerValue(Denoiser& denoiser, std::span<const float> x, int levels = 16) {
    return sum(*denoisingInformation(denoiser, x, range, {resolution, levels}, {stream(1)})) /
           static_cast<double>(x.size());
}

/// Entropy of the mixture with noise of the resolution, less that of the noise, in bits: summed on
/// a fine grid.
double mixtureBits(const std::vector<double>& means, double width) {
    const double variance = width * width + resolution * resolution;
    double entropy = 0;
    constexpr double step = 0.002;
    for (double x = -6; x < 6; x += step) {
        double p = 0;
        for (const double mean : means)
            p += std::exp(-0.5 * (x - mean) * (x - mean) / variance) /
                 std::sqrt(2 * std::numbers::pi * variance) / static_cast<double>(means.size());
        if (p > 1e-300)
            entropy -= p * std::log2(p) * step;
    }
    return entropy -
           0.5 * std::log2(2 * std::numbers::pi * std::numbers::e * resolution * resolution);
}

} // namespace

class DenoisingInformationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quadratureIsExactForPolynomials() {
        for (const int count : {1, 2, 5, 16}) {
            double found = 0, length = 0;
            for (const QuadratureNode& node : gaussLegendre(count, -1, 3)) {
                found += node.weight * std::pow(node.at, 2 * count - 1);
                length += node.weight;
            }
            const double expected = (std::pow(3.0, 2 * count) - 1) / (2 * count);
            QVERIFY(std::abs(found / expected - 1) < 1e-9);
            QVERIFY(std::abs(length - 4) < 1e-9);
        }
        QVERIFY_EXCEPTION_THROWN((void)gaussLegendre(0, 0, 1), UsageError);
    }

    /// ln sqrt(1 + V / r^2), for spreads far below and far above those that latents have.
    void gaussian_data() {
        QTest::addColumn<double>("width");
        for (const double width : {0.02, 0.1, 0.5, 1.0, 2.0, 5.0})
            QTest::newRow(qPrintable(QString::number(width))) << width;
    }
    void gaussian() {
        QFETCH(double, width);
        MixtureDenoiser denoiser({6000}, {0.0}, width);
        const auto x = drawn(6000, {0.0}, width);
        // Of these very values, of which the noise is averaged over by hand.
        const double variance = width * width, noise = resolution * resolution;
        double expected = 0;
        for (const float value : x)
            expected +=
                0.5 * std::log2((variance + noise) / noise) +
                (0.5 * (noise + value * value) / (variance + noise) - 0.5) / std::numbers::ln2;
        expected /= 6000;
        const double found = bitsPerValue(denoiser, x);
        QVERIFY2(std::abs(found - expected) < 0.01 + 0.01 * expected,
                 qPrintable(QString("%1, expected %2").arg(found).arg(expected)));
        QVERIFY(std::abs(found - 0.5 * std::log2(1 + variance / noise)) < 0.05);
        QCOMPARE(denoiser.calls, 16);
    }

    /// Two ways to the same number: the integral, and the density along the flow.
    void mixtureAgreesWithItsEntropyAndWithTheLikelihood() {
        const std::vector<double> means{-1.0, 0.5};
        constexpr std::size_t count = 4000;
        MixtureDenoiser denoiser({count}, means, 0.3);
        const auto x = drawn(count, means, 0.3);
        const double found = bitsPerValue(denoiser, x, 24);
        QVERIFY2(std::abs(found - mixtureBits(means, 0.3)) < 0.04,
                 qPrintable(QString("%1, entropy %2").arg(found).arg(mixtureBits(means, 0.3))));

        RandomStream random = stream(2);
        std::vector<float> noisy(count);
        double told = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const double n = random.normal();
            noisy[i] = static_cast<float>(x[i] + resolution * n);
            told -= 0.5 * (n * n + std::log(2 * std::numbers::pi * resolution * resolution));
        }
        const double known =
            logLikelihood(denoiser, noisy, {resolution, range.sigmaMax}, {32, 1}, {stream(3)})[0];
        const double byFlow = (told - known) / std::numbers::ln2 / count;
        QVERIFY2(std::abs(found - byFlow) < 0.03,
                 qPrintable(QString("%1, flow %2").arg(found).arg(byFlow)));
    }

    /// Values that depend on one another are not counted twice.
    void vectors() {
        const std::vector<double> variances{1.5, 0.5, 0.2, 1e-6}, mean(4, 0.0);
        constexpr std::size_t count = 2000;
        VectorMixtureDenoiser denoiser(count, {mean}, variances);
        RandomStream random(4, RandomPurpose::Test);
        std::vector<float> x;
        for (std::size_t v = 0; v < count; ++v) {
            std::vector<double> along;
            for (const double variance : variances)
                along.push_back(std::sqrt(variance) * random.normal());
            for (const double value : VectorMixtureDenoiser::reflected(along))
                x.push_back(static_cast<float>(value));
        }
        double expected = 0;
        for (const double variance : variances)
            expected += 0.5 * std::log2(1 + variance / (resolution * resolution));
        const double found = 4 * bitsPerValue(denoiser, x);
        QVERIFY2(std::abs(found - expected) < 0.1,
                 qPrintable(QString("%1, expected %2").arg(found).arg(expected)));
    }

    void whatIsCertainCostsNothing() {
        const std::vector<float> x{0.3f, -2.f, 5.f};
        CentredGaussianDenoiser denoiser(x, 0.0);
        QCOMPARE(sum(*denoisingInformation(denoiser, x, range, {resolution, 16}, {stream(1)})),
                 0.0);
    }

    void aFairCoinIsOneBit() {
        MixtureDenoiser denoiser({4000}, {-1.0, 1.0}, 1e-3);
        const double found = bitsPerValue(denoiser, drawn(4000, {-1.0, 1.0}, 1e-3), 24);
        QVERIFY2(std::abs(found - 1) < 0.03, qPrintable(QString::number(found)));
    }

    /// What is not what the denoiser expects costs more than what is.
    void aSurpriseCosts() {
        MixtureDenoiser denoiser({1000}, {0.0}, 1.0);
        const double usual = bitsPerValue(denoiser, drawn(1000, {0.0}, 1.0));
        const double surprise = bitsPerValue(denoiser, drawn(1000, {2.0}, 1.0));
        // Divergence of two Gaussians: half their distance squared.
        QVERIFY(std::abs(surprise - usual - 2 / std::numbers::ln2 / 1.01) < 0.2);
    }

    void valuesDoNotDependOnTheBatch() {
        MixtureDenoiser both({2, 3}, {-1.0, 1.0}, 0.5), second({3}, {-1.0, 1.0}, 0.5);
        const std::vector<float> x{0.1f, 0.2f, 0.3f, -1.1f, 0.9f};
        const auto together =
            denoisingInformation(both, x, range, {resolution, 8}, {stream(1), stream(2)});
        const auto alone = denoisingInformation(second, std::span(x).subspan(2), range,
                                                {resolution, 8}, {stream(2)});
        QCOMPARE(std::vector(together->begin() + 2, together->end()), *alone);
    }

    void isGivenUpAndNonsenseIsRefused() {
        MixtureDenoiser denoiser({2}, {0.0}, 1.0);
        const std::vector<float> x{0.f, 1.f};
        int asked = 0;
        QVERIFY(!denoisingInformation(denoiser, x, range, {resolution, 16}, {stream(1)},
                                      [&] { return ++asked < 3; }));
        QCOMPARE(denoiser.calls, 2);
        const auto refused = [&](std::span<const float> values, double r, int levels,
                                 std::vector<RandomStream> random) {
            try {
                (void)denoisingInformation(denoiser, values, range, {r, levels}, std::move(random));
            } catch (const UsageError&) {
                return true;
            }
            return false;
        };
        QVERIFY(refused(std::span(x).first(1), resolution, 16, {stream(1)}));
        QVERIFY(refused(x, resolution, 16, {}));
        QVERIFY(refused(x, resolution, 0, {stream(1)}));
        QVERIFY(refused(x, 0.001, 16, {stream(1)}));
        QVERIFY(refused(x, 40, 16, {stream(1)}));
        QVERIFY(refused(x, NAN, 16, {stream(1)}));
    }
};

QTEST_APPLESS_MAIN(DenoisingInformationTest)
#include "DenoisingInformationTest.moc"
