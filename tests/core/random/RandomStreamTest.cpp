// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/NormalSequence.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace calolens;

class RandomStreamTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Known answers published with Random123 (kat_vectors, philox4x32 10).
    void blockAgreesWithThePublishedVectors() {
        using A4 = std::array<std::uint32_t, 4>;
        QVERIFY(RandomStream::block({0, 0, 0, 0}, {0, 0}) ==
                (A4{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        const std::uint32_t f = 0xffffffff;
        QVERIFY(RandomStream::block({f, f, f, f}, {f, f}) ==
                (A4{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QVERIFY(RandomStream::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                                    {0xa4093822, 0x299f31d0}) ==
                (A4{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void normalsCanBeAskedForInAnyOrder() {
        constexpr std::uint32_t count = 4003;
        const RandomStream stream(5, RandomPurpose::Test, 8, 2);
        const NormalSequence sequence(stream);
        RandomStream running = stream;
        std::vector<double> normals(count);
        for (double& z : normals)
            z = running.normal();
        for (std::uint32_t i = count; i-- > 0;)
            QCOMPARE(sequence.at(i), normals[i]);
        for (const double threshold : {-1.0, 0.0, 1.0, 2.5, 3.2}) {
            const auto candidates = sequence.candidatesAbove(threshold, count);
            QVERIFY(std::is_sorted(candidates.begin(), candidates.end()));
            for (std::uint32_t i = 0; i < count; ++i)
                if (normals[i] > threshold)
                    QVERIFY(std::binary_search(candidates.begin(), candidates.end(), i));
            if (threshold > 2) // both of a pair: twice exp(-t^2 / 2) / 2, five standard errors
                QVERIFY(candidates.size() <
                        count * std::exp(-0.5 * threshold * threshold) +
                            5 * std::sqrt(2.0 * count) * std::exp(-0.25 * threshold * threshold) +
                            2);
        }
    }

    void normalsHaveTheMomentsOfANormal() {
        constexpr int n = 200000;
        RandomStream random(3, RandomPurpose::Test);
        double m1 = 0, m2 = 0, m4 = 0, beyond3 = 0;
        for (int i = 0; i < n; ++i) {
            const double z = random.normal();
            m1 += z;
            m2 += z * z;
            m4 += z * z * z * z;
            beyond3 += std::abs(z) > 3;
        }
        // Five standard errors each.
        QVERIFY(std::abs(m1 / n) < 5 / std::sqrt(n));
        QVERIFY(std::abs(m2 / n - 1) < 5 * std::sqrt(2.0 / n));
        QVERIFY(std::abs(m4 / n - 3) < 5 * std::sqrt(96.0 / n));
        QVERIFY(std::abs(beyond3 / n - 0.0026998) < 5 * std::sqrt(0.0027 / n));
    }

    void streamsOfDifferentNameDiffer_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<int>("purpose");
        QTest::addColumn<quint64>("event");
        QTest::addColumn<quint32>("sample");
        QTest::newRow("seed") << quint64{2} << 2 << quint64{7} << 3u;
        QTest::newRow("seed, high word") << (quint64{1} << 32 | 1) << 2 << quint64{7} << 3u;
        QTest::newRow("purpose") << quint64{1} << 1 << quint64{7} << 3u;
        QTest::newRow("event") << quint64{1} << 2 << quint64{8} << 3u;
        QTest::newRow("event, high word") << quint64{1} << 2 << (quint64{1} << 32 | 7) << 3u;
        QTest::newRow("sample") << quint64{1} << 2 << quint64{7} << 4u;
    }
    void streamsOfDifferentNameDiffer() {
        QFETCH(quint64, seed);
        QFETCH(int, purpose);
        QFETCH(quint64, event);
        QFETCH(quint32, sample);
        RandomStream a(1, static_cast<RandomPurpose>(2), 7, 3),
            again(1, static_cast<RandomPurpose>(2), 7, 3);
        RandomStream b(seed, static_cast<RandomPurpose>(purpose), event, sample);
        int equal = 0;
        for (int i = 0; i < 64; ++i) {
            const auto x = a();
            QCOMPARE(x, again());
            equal += x == b();
        }
        QCOMPARE(equal, 0);
    }

    void integersBelowNAreEven() {
        constexpr int n = 7, draws = 70000;
        std::vector<int> count(n);
        RandomStream random(5, RandomPurpose::Test);
        for (int i = 0; i < draws; ++i)
            ++count.at(random.below(n));
        double chi2 = 0;
        for (const int c : count)
            chi2 += std::pow(c - draws / n, 2) / (draws / n);
        QVERIFY2(chi2 < 22.5,
                 qPrintable(QString::number(chi2))); // 99.9 % of chi2 with 6 degrees of freedom
    }
};

QTEST_APPLESS_MAIN(RandomStreamTest)
#include "RandomStreamTest.moc"
