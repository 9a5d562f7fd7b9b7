// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distances/Bootstrap.h"
#include "random/RandomStream.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace calolens;

namespace {
/// Mean and standard deviation of x with weights.
WeightedStatistic meanAndSd(const std::vector<double>& x) {
    return [&x](std::span<const double> w) {
        double n = 0, mean = 0, squares = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            n += w[i];
            mean += w[i] * x[i];
        }
        mean /= n;
        for (std::size_t i = 0; i < x.size(); ++i)
            squares += w[i] * (x[i] - mean) * (x[i] - mean);
        return std::vector{mean, std::sqrt(squares / (n - 1))};
    };
}
} // namespace

class BootstrapTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Known answers for a normal sample: sigma / sqrt(n) and sigma / sqrt(2 n).
    void errorsOfMeanAndSdOfANormalSample() {
        RandomStream random(1, RandomPurpose::Test);
        std::vector<double> x(2000);
        for (double& v : x)
            v = 5 + 3 * random.normal();
        const auto measured = bootstrap(x.size(), meanAndSd(x), 400, 2);
        QVERIFY(std::abs(measured[0].error / (3 / std::sqrt(2000.0)) - 1) < 0.15);
        QVERIFY(std::abs(measured[1].error / (3 / std::sqrt(4000.0)) - 1) < 0.15);
    }

    /// The interval value +- error covers the true mean of a skewed distribution as often as it
    /// should: 68.3 %, within the error of this count (1.9 %, times three) and a little for n =
    /// 100.
    void coverageForAnExponentialSample() {
        constexpr int experiments = 600;
        int covered = 0;
        for (int e = 0; e < experiments; ++e) {
            RandomStream random(3, RandomPurpose::Test, static_cast<std::uint64_t>(e));
            std::vector<double> x(100);
            for (double& v : x)
                v = -std::log(random.uniform());
            const auto m = bootstrap(x.size(), meanAndSd(x), 100, 4);
            covered += std::abs(m[0].value - 1) < m[0].error ? 1 : 0;
        }
        const double share = static_cast<double>(covered) / experiments;
        QVERIFY2(std::abs(share - 0.683) < 0.065, qPrintable(QString::number(share)));
    }

    void sameSeedSameErrors() {
        const std::vector<double> x{1, 2, 4, 8, 16};
        QCOMPARE(bootstrap(5, meanAndSd(x), 50, 5)[0].error,
                 bootstrap(5, meanAndSd(x), 50, 5)[0].error);
        QVERIFY(bootstrap(5, meanAndSd(x), 50, 5)[0].error !=
                bootstrap(5, meanAndSd(x), 50, 6)[0].error);
    }

    void halvesAreDisjointAndEqual() {
        int calls = 0;
        std::set<std::size_t> inFirst;
        forRandomHalves(11, 50, 6, [&](auto a, auto b) {
            ++calls;
            QCOMPARE(a.size(), std::size_t(5));
            QCOMPARE(b.size(), std::size_t(5));
            std::set<std::size_t> all(a.begin(), a.end());
            all.insert(b.begin(), b.end());
            QCOMPARE(all.size(), std::size_t(10));
            inFirst.insert(a.begin(), a.end());
        });
        QCOMPARE(calls, 50);
        QCOMPARE(inFirst.size(),
                 std::size_t(11)); // every event comes into the first half sometimes
    }
};

QTEST_APPLESS_MAIN(BootstrapTest)
#include "BootstrapTest.moc"
