// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/SampleDistances.h"
#include "error/Error.h"
#include "random/RandomStream.h"

#include <QTest>

#include <cmath>

using namespace calolens;

namespace {
/// Rows of independent normals, each column with its own mean and sd.
FeatureMatrix normals(std::size_t rows, const std::vector<double>& mean,
                      const std::vector<double>& sd, std::uint64_t seed) {
    RandomStream random(seed, RandomPurpose::Test);
    FeatureMatrix result{mean.size(), {}};
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t c = 0; c < mean.size(); ++c)
            result.values.push_back(mean[c] + sd[c] * random.normal());
    return result;
}

QString said(double measured, double expected) {
    return QStringLiteral("%1, expected %2").arg(measured).arg(expected);
}
} // namespace

class SampleDistancesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Commuting covariances: |dmu|^2 + sum (s1 - s2)^2.
    void frechetOfIndependentNormals() {
        const auto a = normals(100000, {0, 1}, {1, 2}, 1), b = normals(100000, {0.5, 1}, {1, 1}, 2);
        const double measured = frechetDistance(a, b);
        QVERIFY2(std::abs(measured - 1.25) < 0.03, qPrintable(said(measured, 1.25)));
    }

    /// Turned covariances do not commute. In two dimensions Tr sqrt(M) = sqrt(Tr M + 2 sqrt(det
    /// M)).
    void frechetOfTurnedCovariances() {
        auto a = normals(100000, {0, 0}, {3, 1}, 3), b = normals(100000, {0, 0}, {3, 1}, 4);
        const double c = std::cos(0.7), s = std::sin(0.7);
        for (std::size_t i = 0; i < b.rows(); ++i) {
            const double x = b.values[2 * i], y = b.values[2 * i + 1];
            b.values[2 * i] = c * x - s * y;
            b.values[2 * i + 1] = s * x + c * y;
        }
        // S1 = diag(9, 1); S2 = R S1 R^T; Tr(S1 S2) = 9 (9c^2 + s^2) + (9s^2 + c^2); det = 81.
        const double trace = 9 * (9 * c * c + s * s) + 9 * s * s + c * c;
        const double expected = 20 - 2 * std::sqrt(trace + 2 * 9);
        const double measured = frechetDistance(a, b);
        QVERIFY2(std::abs(measured - expected) < 0.05, qPrintable(said(measured, expected)));
    }

    /// MMD^2 with this kernel in one dimension is sum over k of C(4, k) (E x^k - E y^k)^2.
    void kernelDistanceOfShiftedNormals() {
        constexpr double m = 0.8;
        const double moments[] = {0, m, m * m, m * m * m + 3 * m, std::pow(m, 4) + 6 * m * m};
        const double choose[] = {1, 4, 6, 4, 1};
        double expected = 0;
        for (int k = 0; k < 5; ++k)
            expected += choose[k] * moments[k] * moments[k];
        double mean = 0;
        constexpr int experiments = 20;
        for (std::uint64_t i = 0; i < experiments; ++i)
            mean +=
                kernelDistance(normals(1000, {0}, {1}, 10 + i), normals(1000, {m}, {1}, 50 + i)) /
                experiments;
        QVERIFY2(std::abs(mean / expected - 1) < 0.15, qPrintable(said(mean, expected)));
    }

    /// The unbiased estimate scatters around zero for equal distributions, on both sides.
    void kernelDistanceIsUnbiased() {
        double sum = 0, squares = 0;
        int negative = 0;
        constexpr int experiments = 200;
        for (std::uint64_t i = 0; i < experiments; ++i) {
            const double d = kernelDistance(normals(60, {0, 0}, {1, 1}, 100 + 2 * i),
                                            normals(60, {0, 0}, {1, 1}, 101 + 2 * i));
            sum += d;
            squares += d * d;
            negative += d < 0 ? 1 : 0;
        }
        const double error = std::sqrt(squares) / experiments;
        QVERIFY(std::abs(sum / experiments) < 3 * error);
        QVERIFY(negative > 40);
    }

    /// For equal distributions the bare distance is well above zero; extrapolated it is not, and
    /// its error is of the size of its scatter.
    void extrapolationTakesTheBiasAway() {
        constexpr int experiments = 30;
        const std::vector<double> zero(5, 0.0), one(5, 1.0);
        double mean = 0, squares = 0, bare = 0, stated = 0;
        for (std::uint64_t i = 0; i < experiments; ++i) {
            const auto a = normals(300, zero, one, 300 + 2 * i);
            const FeatureMatrix b = normals(300, zero, one, 301 + 2 * i);
            HalvesSettings settings;
            settings.seed = i;
            const auto d = frechetBetweenHalves(a, {&b, 1}, settings);
            QVERIFY(d);
            mean += d->value / experiments;
            squares += d->value * d->value / experiments;
            stated += d->error / experiments;
            bare += frechetDistance(a, b) / experiments;
        }
        const double sd = std::sqrt(squares - mean * mean);
        QVERIFY2(bare > 0.05, qPrintable(QString::number(bare)));
        QVERIFY2(std::abs(mean) < 0.2 * bare, qPrintable(said(mean, 0)));
        QVERIFY2(stated > 0.5 * sd && stated < 4 * sd, qPrintable(said(stated, sd)));
    }

    void extrapolationFindsAKnownDistance() {
        const std::vector<double> zero(4, 0.0), one(4, 1.0), shifted{0.6, 0, 0, 0};
        double mean = 0;
        for (std::uint64_t i = 0; i < 10; ++i) {
            const auto a = normals(400, zero, one, 500 + 2 * i);
            const FeatureMatrix b = normals(400, shifted, one, 501 + 2 * i);
            mean += frechetBetweenHalves(a, {&b, 1}, {20, i})->value / 10;
        }
        QVERIFY2(std::abs(mean - 0.36) < 0.05, qPrintable(said(mean, 0.36)));
    }

    /// A copy of truth as prediction must not look better than an independent sample: pairs of one
    /// event are never compared.
    void pairsAreNeverCompared() {
        const auto truth = normals(400, {0, 0, 0}, {1, 1, 1}, 900);
        const auto kernel = kernelBetweenHalves(truth, {&truth, 1}, {20, 1});
        QVERIFY(kernel->error > 0);
        QVERIFY(std::abs(kernel->value) < 3 * kernel->error);
    }

    void fewEventsGiveNothing() {
        const auto few = normals(16, {0, 0, 0}, {1, 1, 1}, 901);
        QVERIFY(!frechetBetweenHalves(few, {&few, 1}, {}));
        QVERIFY(!kernelBetweenHalves(few, {&few, 1}, {}));
        QVERIFY_EXCEPTION_THROWN(frechetDistance(few, normals(16, {0}, {1}, 1)), UsageError);
        QVERIFY_EXCEPTION_THROWN(kernelDistance(few, normals(1, {0, 0, 0}, {1, 1, 1}, 1)),
                                 UsageError);
    }

    void normaliserMakesUnitsIrrelevant() {
        auto a = normals(500, {3, 7, 2}, {2, 1e-3, 1}, 902);
        for (std::size_t i = 0; i < a.rows(); ++i)
            a.values[3 * i + 2] = 4; // without spread
        a.values[0] = std::nan("");
        const Normaliser normaliser(a);
        QCOMPARE(normaliser.columns(), std::size_t(2));
        const auto n = normaliser.apply(a);
        QCOMPARE(n.values[0], 0.0); // not defined: the median
        double mean = 0, squares = 0;
        for (std::size_t i = 0; i < n.rows(); ++i) {
            mean += n.row(i)[1] / 500;
            squares += n.row(i)[1] * n.row(i)[1] / 499;
        }
        QVERIFY(std::abs(mean) < 0.15); // median and half of the central 68.3 %, of 500 normals
        QVERIFY(std::abs(squares - 1) < 0.3);
        FeatureMatrix far = a;
        far.values[1] = 1e6;
        QCOMPARE(normaliser.apply(far).values[1], 5.0);
    }
};

QTEST_APPLESS_MAIN(SampleDistancesTest)
#include "SampleDistancesTest.moc"
