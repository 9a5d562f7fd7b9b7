// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/Separation.h"
#include "error/Error.h"
#include "random/RandomStream.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace calolens;

namespace {
std::vector<float> normals(std::size_t n, std::uint64_t seed, double mean = 0) {
    RandomStream random(seed, RandomPurpose::Test);
    std::vector<float> values(n);
    for (float& value : values)
        value = static_cast<float>(mean + random.normal());
    return values;
}

double between(const Binning& binning, const std::vector<float>& a, const std::vector<float>& b) {
    return separation(BinnedSample(binning, a).sum(), BinnedSample(binning, b).sum());
}
} // namespace

class SeparationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void extremesAndAHandComputedValue() {
        const std::vector<double> a{1, 3, 0}, same{2, 6, 0}, apart{0, 0, 5}, other{2, 2, 0};
        QCOMPARE(separation(a, same), 0.0);
        QCOMPARE(separation(a, apart), 1.0);
        // p = (1/4, 3/4), q = (1/2, 1/2): 1/2 (1/16 / (3/4) + 1/16 / (5/4)) = 1/15
        QVERIFY(std::abs(separation(a, other) - 1.0 / 15) < 1e-12);
        QVERIFY(std::isnan(separation(a, std::vector<double>(3, 0.0))));
        QVERIFY_EXCEPTION_THROWN(separation(a, std::vector<double>{1, 2}), UsageError);
    }

    /// Two normal distributions one standard deviation apart: the integral, computed numerically.
    void agreesWithTheIntegralForShiftedNormals() {
        const auto density = [](double x) { return std::exp(-0.5 * x * x) / std::sqrt(2 * M_PI); };
        double integral = 0;
        for (double x = -8; x < 9; x += 1e-3) {
            const double p = density(x), q = density(x - 1);
            integral += 0.5 * (p - q) * (p - q) / (p + q) * 1e-3;
        }
        const auto a = normals(200000, 1), b = normals(200000, 2, 1);
        const double measured = between(Binning::uniform(120, -6, 7), a, b);
        QVERIFY2(std::abs(measured - integral) < 0.003, qPrintable(QString::number(measured)));
    }

    void binsFollowTruthAndKeepWhatLiesOutside() {
        auto truth = normals(1000, 3);
        truth.push_back(std::numeric_limits<float>::quiet_NaN());
        const Binning binning = separationBinning(truth, false, 20);
        QCOMPARE(binning.size(), std::size_t(20));
        const auto sums = BinnedSample(binning, truth).sum();
        QCOMPARE(sums.size(), std::size_t(23));
        QCOMPARE(sums.front(), 10.0); // below the 1st percentile
        QCOMPARE(sums[21], 10.0);
        QCOMPARE(sums[22], 1.0); // not defined
    }

    /// A tenth of the events lie a thousand widths away: the bins stay with the rest.
    void aLongTailDoesNotWidenTheBins() {
        auto truth = normals(1000, 30);
        for (std::size_t i = 0; i < truth.size(); i += 10)
            truth[i] += 1000;
        const Binning binning = separationBinning(truth, false, 20);
        QVERIFY(binning.edges().back() < 6);
        QCOMPARE(BinnedSample(binning, truth).sum()[21], 100.0);
    }

    void binsOfCountsHoldWholeNumbersEach() {
        std::vector<float> counts;
        for (int i = 0; i < 500; ++i)
            counts.push_back(static_cast<float>(100 + i % 50));
        const Binning binning = separationBinning(counts, true, 20);
        QCOMPARE(binning.edges().front(), 99.5);
        QCOMPARE(binning.width(0), 3.0); // 50 numbers into at most 20 bins
        QVERIFY(binning.edges().back() >= 149.5);
        const Binning one = separationBinning(std::vector<float>(10, 4.0F), true, 20);
        QCOMPARE(one.size(), std::size_t(1));
    }

    /// (B - 1) / (2 N - 1): the exact expectation for exchangeable samples.
    void floorOfScalarsIsTheHypergeometricOne() {
        const auto truth = normals(1000, 4);
        const Binning binning = separationBinning(truth, false, 20);
        const BinnedSample sample(binning, truth);
        const Measured floor = separationFloor(sample, 400, 7);
        const double expected = (22.0 - 1) / (2 * 1000 - 1);
        QVERIFY2(std::abs(floor.value - expected) < 4 * floor.error / 20,
                 qPrintable(QString::number(floor.value)));
    }

    /// Independent pairs of samples, drawn anew each time, show what the floor says.
    void floorIsWhatIndependentSamplesShow() {
        const std::size_t n = 400;
        const auto truth = normals(n, 5);
        const Binning binning = separationBinning(truth, false, 20);
        const Measured floor = separationFloor(BinnedSample(binning, truth), 2000, 8);
        double sum = 0, squares = 0;
        constexpr int experiments = 2000;
        for (int i = 0; i < experiments; ++i) {
            const double s = between(binning, normals(n, 1000 + 2 * i), normals(n, 1001 + 2 * i));
            sum += s;
            squares += s * s;
        }
        const double mean = sum / experiments;
        const double sd = std::sqrt(squares / experiments - mean * mean);
        QVERIFY2(std::abs(floor.value / mean - 1) < 0.06,
                 qPrintable(QStringLiteral("%1 %2").arg(floor.value).arg(mean)));
        QVERIFY2(std::abs(floor.error / sd - 1) < 0.15,
                 qPrintable(QStringLiteral("%1 %2").arg(floor.error).arg(sd)));
    }

    /// Entries of one event that move together raise the floor above that of as many single ones.
    void floorOfASpectrumCountsEventsNotEntries() {
        constexpr std::size_t n = 300, entries = 50;
        const auto spectrum = [](std::uint64_t seed) {
            BinnedSample sample(10);
            RandomStream random(seed, RandomPurpose::Test, 1);
            for (std::size_t e = 0; e < n; ++e) {
                std::vector<float> counts(10, 0);
                counts[random.below(10)] = entries; // all of an event in one bin
                sample.addEvent(counts);
            }
            return sample;
        };
        const Measured floor = separationFloor(spectrum(1), 300, 9);
        double mean = 0;
        for (std::uint64_t i = 0; i < 200; ++i)
            mean += separation(spectrum(100 + 2 * i).sum(), spectrum(101 + 2 * i).sum()) / 200;
        QVERIFY2(std::abs(floor.value / mean - 1) < 0.08,
                 qPrintable(QStringLiteral("%1 %2").arg(floor.value).arg(mean)));
        QVERIFY(std::abs(mean - 9.0 / (2 * n - 1)) < 0.002); // not 9 / (2 * n * entries)
    }
};

QTEST_APPLESS_MAIN(SeparationTest)
#include "SeparationTest.moc"
