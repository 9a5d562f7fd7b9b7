// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ComparisonNumbers.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

using namespace calolens;

namespace {
/// One LR cell of 1100 MeV in the second layer with four children of 1000, 0, 0 and 50 MeV.
std::shared_ptr<Event> oneCell() {
    auto event = std::make_shared<Event>();
    event->readout = test::syntheticReadout();
    event->levels.resize(2);
    const CellId parent{1, 64, 10};
    event->levels[0].append(parent, 1100);
    const float energies[] = {1000, 0, 0, 50};
    for (int k = 0; k < 4; ++k) {
        event->levels[1].append(childOf(parent, 2, k), energies[k]);
        event->levels[1].parent.push_back(0);
    }
    return event;
}

EventComparison comparisonOf(std::shared_ptr<const Event> event, std::vector<float> predicted) {
    EventComparison comparison;
    comparison.event = std::move(event);
    comparison.predicted = std::move(predicted);
    return comparison;
}

QStringList row(const std::vector<NumbersRow>& rows, const QString& start) {
    for (const NumbersRow& r : rows)
        if (r.quantity.trimmed().startsWith(start))
            return {r.lr, r.predicted, r.truth};
    return {};
}

const QString dash = QStringLiteral("\u2013");
const QString minus = QStringLiteral("\u2212");
} // namespace

class ComparisonNumbersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownNumbers();
    void realDataHasDashes();
    void withoutPrediction();
    void spreadOfTheDraws();
    void emptyEvent();
    void settings();
};

void ComparisonNumbersTest::knownNumbers() {
    const auto rows = comparisonNumbers(comparisonOf(oneCell(), {900, 10, 0, 0}), nullptr);
    QCOMPARE(row(rows, "Energy [GeV]"), QStringList({"1.100", "0.910", "1.050"}));
    QCOMPARE(row(rows, "readout noise"), QStringList({"0.034", dash, dash}));
    QCOMPARE(row(rows, "in ECAL1"), QStringList({"0.000", "0.000", "0.000"}));
    QCOMPARE(row(rows, "in ECAL2"), QStringList({"1.100", "0.910", "1.050"}));
    QCOMPARE(row(rows, QStringLiteral("Energy \u2212")),
             QStringList({"+0.050", minus + "0.140", dash}));
    QCOMPARE(row(rows, "relative"), QStringList({"+4.76", minus + "13.33", dash}));
    QCOMPARE(row(rows, "Cells"), QStringList({"1", "4", "4"}));
    QCOMPARE(row(rows, "of zero"), QStringList({"0.0", "50.0", "50.0"}));
    QCOMPARE(row(rows, "over 100"), QStringList({"1", "1", "1"}));
    QCOMPARE(row(rows, "Hottest"), QStringList({"1.100", "0.900", "1.000"}));
    QCOMPARE(row(rows, "share"), QStringList({"100.0", "98.9", "95.2"}));
    // LR: cell 64 of 128 over |eta| < 3.
    QCOMPARE(row(rows, QStringLiteral("Centroid \u03b7")).first(), QStringLiteral("0.0234"));
    QCOMPARE(row(rows, QStringLiteral("Width in \u03b7")).first(), QStringLiteral("0.0000"));
}

void ComparisonNumbersTest::realDataHasDashes() {
    auto event = oneCell();
    event->levels[1].energy.clear();
    const auto rows = comparisonNumbers(comparisonOf(event, {900, 10, 0, 0}), nullptr);
    QCOMPARE(row(rows, "Energy [GeV]"), QStringList({"1.100", "0.910", dash}));
    QVERIFY(row(rows, QStringLiteral("Energy \u2212")).isEmpty());
    for (const NumbersRow& r : rows)
        QCOMPARE(r.truth, dash);
}

void ComparisonNumbersTest::withoutPrediction() {
    const auto rows = comparisonNumbers(comparisonOf(oneCell(), {}), nullptr);
    for (const NumbersRow& r : rows)
        QCOMPARE(r.predicted, dash);
    QVERIFY(predictionSettings(comparisonOf(oneCell(), {})).empty());
}

void ComparisonNumbersTest::spreadOfTheDraws() {
    Prediction draws;
    draws.samples = 2;
    draws.cells = 4;
    draws.energy = {900, 0, 0, 0, 1100, 0, 0, 0}; // 0.9 and 1.1 GeV: sd sqrt(2) x 0.1
    const auto rows = comparisonNumbers(comparisonOf(oneCell(), draws.mean()), &draws);
    QCOMPARE(row(rows, "Energy [GeV]")[1], QStringLiteral("1.000"));
    QCOMPARE(row(rows, "noise, spread"), QStringList({"0.034", "0.141", dash}));
}

void ComparisonNumbersTest::emptyEvent() {
    const auto rows = comparisonNumbers(comparisonOf(test::syntheticEvent({}), {}), nullptr);
    QCOMPARE(row(rows, "Energy [GeV]"), QStringList({"0.000", dash, "0.000"}));
    QCOMPARE(row(rows, "of zero"), QStringList({dash, dash, dash}));
    QCOMPARE(row(rows, QStringLiteral("Centroid \u03b7")), QStringList({dash, dash, dash}));
}

void ComparisonNumbersTest::settings() {
    QStringList values;
    for (const auto& [key, value] :
         predictionSettings(test::syntheticComparison(test::syntheticEvent())))
        values << value;
    QCOMPARE(values, QStringList({"one draw, seed 42", "synthetic-model", "0123456789abcdef",
                                  "heun, karras", "18, 35", "42, 1", "CaloLens 0.1.0"}));
}

QTEST_APPLESS_MAIN(ComparisonNumbersTest)
#include "ComparisonNumbersTest.moc"
