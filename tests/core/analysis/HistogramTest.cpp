// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/Histogram.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace calolens;

class HistogramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edgesBelongToTheBinAbove();
    void logarithmicBinsHaveEqualRatios();
    void refusesEdgesThatDoNotIncrease();
    void countsBelowAndAbove();
    void addsWeightsAndTheirSquares();
    void takesAVarianceOfItsOwn();
    void scalesContentsAndErrors();
    void dividesWithErrors();
    void leavesTheRatioOpenWhereTheDenominatorIsZero();
    void refusesARatioOfDifferentBins();
};

void HistogramTest::edgesBelongToTheBinAbove() {
    const Binning bins = Binning::uniform(4, 0, 1);
    QCOMPARE(bins.size(), std::size_t{4});
    QVERIFY(bins.find(0.0) == 0U);
    QVERIFY(bins.find(0.25) == 1U);
    QVERIFY(bins.find(std::nextafter(0.25, 0.0)) == 0U);
    QVERIFY(bins.find(std::nextafter(1.0, 0.0)) == 3U);
    QVERIFY(!bins.find(1.0));
    QVERIFY(!bins.find(-1e-300));
    QVERIFY(!bins.find(std::numeric_limits<double>::quiet_NaN()));
    QCOMPARE(bins.centre(1), 0.375);
    QCOMPARE(bins.width(2), 0.25);
}

void HistogramTest::logarithmicBinsHaveEqualRatios() {
    const Binning bins = Binning::logarithmic(6, 0.1, 1e5);
    for (std::size_t i = 0; i < bins.size(); ++i)
        QVERIFY(std::abs(bins.high(i) / bins.low(i) - 10) < 1e-9);
    QCOMPARE(bins.edges().front(), 0.1);
    QCOMPARE(bins.edges().back(), 1e5);
}

void HistogramTest::refusesEdgesThatDoNotIncrease() {
    QVERIFY_EXCEPTION_THROWN(Binning({0.0}), UsageError);
    QVERIFY_EXCEPTION_THROWN(Binning({0.0, 1.0, 1.0}), UsageError);
    QVERIFY_EXCEPTION_THROWN(Binning({0.0, std::numeric_limits<double>::infinity()}), UsageError);
    QVERIFY_EXCEPTION_THROWN(Binning::uniform(0, 0, 1), UsageError);
    QVERIFY_EXCEPTION_THROWN(Binning::uniform(3, 1, 1), UsageError);
    QVERIFY_EXCEPTION_THROWN(Binning::logarithmic(3, 0, 1), UsageError);
}

void HistogramTest::countsBelowAndAbove() {
    Histogram h(Binning::uniform(2, 0, 2));
    h.fill(-1, 3);
    h.fill(0.5);
    h.fill(2, 5);
    h.fill(std::numeric_limits<double>::quiet_NaN(), 7);
    QCOMPARE(h.underflow(), 3.0);
    QCOMPARE(h.overflow(), 12.0);
    QCOMPARE(h.integral(), 1.0);
    QCOMPARE(h.total(), 16.0);
}

void HistogramTest::addsWeightsAndTheirSquares() {
    Histogram h(Binning::uniform(1, 0, 1));
    h.fill(0.5, 3);
    h.fill(0.5, -4);
    QCOMPARE(h.content(0), -1.0);
    QCOMPARE(h.error(0), 5.0);
    Histogram counts(Binning::uniform(1, 0, 1));
    for (int i = 0; i < 49; ++i)
        counts.fill(0.1);
    QCOMPARE(counts.content(0), 49.0);
    QCOMPARE(counts.error(0), 7.0);
}

void HistogramTest::takesAVarianceOfItsOwn() {
    Histogram h(Binning::uniform(1, 0, 1));
    h.fill(0.5, 100, 9);
    h.fill(0.5, 100, 16);
    QCOMPARE(h.content(0), 200.0);
    QCOMPARE(h.error(0), 5.0);
    h.setError(0, 2.5);
    QCOMPARE(h.error(0), 2.5);
}

void HistogramTest::scalesContentsAndErrors() {
    Histogram h(Binning::uniform(1, 0, 1));
    h.fill(0.5, 2000);
    h.fill(-1, 1000);
    h.scale(1e-3);
    QCOMPARE(h.content(0), 2.0);
    QCOMPARE(h.error(0), 2.0);
    QCOMPARE(h.underflow(), 1.0);
}

void HistogramTest::dividesWithErrors() {
    Histogram a(Binning::uniform(1, 0, 1)), b(Binning::uniform(1, 0, 1));
    a.fill(0.5, 8, 0.64);  // 8 +- 0.8: 10 %
    b.fill(0.5, 10, 4.00); // 10 +- 2: 20 %
    const auto points = ratio(a, b);
    QCOMPARE(points.size(), std::size_t{1});
    QVERIFY(points[0].defined);
    QCOMPARE(points[0].value, 0.8);
    // Independent relative errors add in quadrature.
    QVERIFY(std::abs(points[0].error - 0.8 * std::sqrt(0.01 + 0.04)) < 1e-12);
}

void HistogramTest::leavesTheRatioOpenWhereTheDenominatorIsZero() {
    Histogram a(Binning::uniform(2, 0, 2)), b(Binning::uniform(2, 0, 2));
    a.fill(0.5);
    b.fill(1.5);
    const auto points = ratio(a, b);
    QVERIFY(!points[0].defined);
    QVERIFY(points[1].defined);
    QCOMPARE(points[1].value, 0.0);
}

void HistogramTest::refusesARatioOfDifferentBins() {
    const Histogram a(Binning::uniform(2, 0, 2)), b(Binning::uniform(2, 0, 3));
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(ratio(a, b)), UsageError);
}

QTEST_APPLESS_MAIN(HistogramTest)
#include "HistogramTest.moc"
