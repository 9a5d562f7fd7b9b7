// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/Observables.h"
#include "analysis/Profiles.h"
#include "error/Error.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace calolens;

namespace {
constexpr double pi = std::numbers::pi;

/// One layer of 60 x 10 cells (0.1 x 2 pi / 10), LR noise 13 MeV; LR and HR have the same grid.
std::shared_ptr<Event> emptyEvent() {
    const Granularity grid({{60, 10}, {60, 10}});
    auto event = std::make_shared<Event>();
    event->readout = std::make_shared<const Readout>(Readout{Detector::cocoa(), {grid, grid}});
    event->levels.resize(2);
    return event;
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}
} // namespace

class ObservablesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wrapsDifferencesOfPhi_data();
    void wrapsDifferencesOfPhi();
    void singleCell();
    void twoCellsHaveTheirWidth();
    void showerOverTheCutInPhi();
    void negativeEnergiesHaveNoWeightInTheCentre();
    void emptyEventHasNoShape();
    void zeroEnergiesHaveNoShape();
    void countsZerosAndCellsOverThreshold();
    void layersAreSummedApart();
    void realDataHasNoResidual();
    void residualAgainstTruth();
    void spectrumCountsEveryCellOnce();
    void layerProfileCarriesTheReadoutNoise();
    void lateralProfileTakesTheShorterWayInPhi();
    void refusesAPredictionOfAnotherLength();
    void profilesKeepTheEnergyOfAShower();
};

void ObservablesTest::wrapsDifferencesOfPhi_data() {
    QTest::addColumn<double>("phi");
    QTest::addColumn<double>("reference");
    QTest::addColumn<double>("expected");
    QTest::newRow("plain") << 1.0 << 0.25 << 0.75;
    QTest::newRow("over the cut") << 0.1 << 2 * pi - 0.1 << 0.2;
    QTest::newRow("over the cut, backwards") << 2 * pi - 0.1 << 0.1 << -0.2;
    QTest::newRow("half a turn") << pi << 0.0 << -pi;
    QTest::newRow("several turns") << 6 * pi + 0.3 << 0.0 << 0.3;
}

void ObservablesTest::wrapsDifferencesOfPhi() {
    QFETCH(double, phi);
    QFETCH(double, reference);
    QFETCH(double, expected);
    QVERIFY(near(deltaPhi(phi, reference), expected));
}

void ObservablesTest::singleCell() {
    auto event = emptyEvent();
    event->levels[0].append({1, 33, 2}, 500.0F);
    const EventPicture lr = lrPicture(*event);
    QCOMPARE(energySum(lr), 500.0);
    QCOMPARE(hottestCell(lr), 500.0);
    QVERIFY(hottestCellFraction(lr) == 1.0);
    QVERIFY(zeroFraction(lr) == 0.0);
    QCOMPARE(energySumNoise(lr), 34.0); // the second layer's
    const auto shape = showerShape(lr);
    QVERIFY(shape.has_value());
    QVERIFY(near(shape->centre.eta, -3 + 33.5 * 0.1));
    QVERIFY(near(shape->centre.phi, 2.5 * 2 * pi / 10));
    QVERIFY(near(shape->etaWidth, 0) && near(shape->phiWidth, 0));
    QVERIFY(!layerShape(lr, 0));
    QVERIFY(layerShape(lr, 1).has_value());
}

void ObservablesTest::twoCellsHaveTheirWidth() {
    auto event = emptyEvent();
    event->levels[0].append({0, 20, 3}, 300.0F);
    event->levels[0].append({0, 24, 3}, 100.0F);
    const auto shape = showerShape(lrPicture(*event));
    // Weights 3/4 and 1/4, 0.4 apart: mean a quarter of the way, width sqrt(3)/4 of it.
    QVERIFY(near(shape->centre.eta, -3 + 20.5 * 0.1 + 0.1));
    QVERIFY(near(shape->etaWidth, 0.4 * std::sqrt(3.0) / 4));
    QVERIFY(near(shape->phiWidth, 0));
}

void ObservablesTest::showerOverTheCutInPhi() {
    // The same three cells, once far from the cut in phi and once astride it.
    const int offsets[] = {9, 4};
    ShowerShape shapes[2];
    for (int i = 0; i < 2; ++i) {
        auto event = emptyEvent();
        for (int k = 0; k < 3; ++k)
            event->levels[0].append({0, 30, static_cast<std::uint16_t>((offsets[i] + k) % 10)},
                                    k == 2 ? 200.0F : 100.0F);
        shapes[i] = *showerShape(lrPicture(*event));
    }
    const double step = 2 * pi / 10;
    QVERIFY(near(shapes[0].phiWidth, shapes[1].phiWidth));
    QVERIFY(near(shapes[0].phiWidth, step * std::sqrt(11.0) / 4));
    // Mean at cell 9 + 1.25, that is 0.25 cells after the centre of cell 0.
    QVERIFY(near(shapes[0].centre.phi, 0.75 * step));
    QVERIFY(near(shapes[1].centre.phi, 5.75 * step));
    QVERIFY(shapes[0].centre.phi >= 0 && shapes[0].centre.phi < 2 * pi);
}

void ObservablesTest::negativeEnergiesHaveNoWeightInTheCentre() {
    auto event = emptyEvent();
    event->levels[0].append({0, 30, 3}, 100.0F);
    event->levels[0].append({0, 50, 3}, -40.0F);
    const EventPicture lr = lrPicture(*event);
    QCOMPARE(energySum(lr), 60.0);
    QVERIFY(near(showerShape(lr)->centre.eta, -3 + 30.5 * 0.1));
    QVERIFY(zeroFraction(lr) == 0.5);
}

void ObservablesTest::emptyEventHasNoShape() {
    const auto event = emptyEvent();
    const EventPicture lr = lrPicture(*event);
    QCOMPARE(energySum(lr), 0.0);
    QCOMPARE(hottestCell(lr), 0.0);
    QVERIFY(!showerShape(lr));
    QVERIFY(!zeroFraction(lr));
    QVERIFY(!hottestCellFraction(lr));
    QCOMPARE(energyPerLayer(lr), (std::vector<double>{0, 0}));
    QCOMPARE(layerProfile(lr).total(), 0.0);
}

void ObservablesTest::zeroEnergiesHaveNoShape() {
    auto event = emptyEvent();
    event->levels[0].append({0, 30, 3}, 0.0F);
    event->levels[0].append({0, 31, 3}, 0.0F);
    const EventPicture lr = lrPicture(*event);
    QVERIFY(!showerShape(lr));
    QVERIFY(!hottestCellFraction(lr));
    QVERIFY(zeroFraction(lr) == 1.0);
}

void ObservablesTest::countsZerosAndCellsOverThreshold() {
    auto event = emptyEvent();
    const float energies[] = {0.0F, 1.0F, 10.0F, 100.0F, 0.0F};
    for (std::uint16_t i = 0; i < 5; ++i)
        event->levels[1].append({0, i, 0}, energies[i]);
    const auto truth = truthPicture(*event);
    QVERIFY(truth.has_value());
    QVERIFY(zeroFraction(*truth) == 0.4);
    QCOMPARE(cellsOver(*truth, 1.0), std::size_t{2}); // strictly over
    QCOMPARE(cellsOver(*truth, 0.0), std::size_t{3});
    QVERIFY(near(*hottestCellFraction(*truth), 100.0 / 111.0));
    QCOMPARE(energySumNoise(*truth), 0.0);
}

void ObservablesTest::layersAreSummedApart() {
    auto event = emptyEvent();
    event->levels[0].append({0, 1, 1}, 1.0F);
    event->levels[0].append({1, 1, 1}, 2.0F);
    event->levels[0].append({1, 2, 1}, 4.0F);
    QCOMPARE(energyPerLayer(lrPicture(*event)), (std::vector<double>{1, 6}));
}

void ObservablesTest::realDataHasNoResidual() {
    auto event = emptyEvent();
    event->levels[0].append({0, 1, 1}, 10.0F);
    event->levels[1].append({0, 1, 1}, 0.0F);
    event->levels[1].energy.clear();
    QVERIFY(!truthPicture(*event));
    QVERIFY(!energyResidual(lrPicture(*event), *event));
}

void ObservablesTest::residualAgainstTruth() {
    auto event = emptyEvent();
    event->levels[0].append({0, 1, 1}, 110.0F);
    event->levels[1].append({0, 1, 1}, 100.0F);
    QVERIFY(energyResidual(lrPicture(*event), *event) == 10.0);
    QVERIFY(energyResidual(*truthPicture(*event), *event) == 0.0);
}

void ObservablesTest::spectrumCountsEveryCellOnce() {
    auto event = emptyEvent();
    const float energies[] = {0.0F, 0.5F, 5.0F, 6.0F, 50.0F, 5000.0F};
    for (std::uint16_t i = 0; i < 6; ++i)
        event->levels[1].append({0, i, 0}, energies[i]);
    const Histogram h = cellEnergySpectrum(*truthPicture(*event), Binning::logarithmic(2, 1, 100));
    QCOMPARE(h.underflow(), 2.0);
    QCOMPARE(h.content(0), 2.0);
    QCOMPARE(h.content(1), 1.0);
    QCOMPARE(h.overflow(), 1.0);
    QCOMPARE(h.error(0), std::sqrt(2.0));
}

void ObservablesTest::layerProfileCarriesTheReadoutNoise() {
    auto event = emptyEvent();
    for (std::uint16_t i = 0; i < 4; ++i) {
        event->levels[0].append({0, i, 0}, 100.0F);
        event->levels[1].append({0, i, 0}, 90.0F);
    }
    const Histogram lr = layerProfile(lrPicture(*event));
    QCOMPARE(lr.content(0), 400.0);
    QCOMPARE(lr.error(0), 2 * 13.0); // sqrt(4) cells of 13 MeV
    QCOMPARE(lr.content(1), 0.0);
    QCOMPARE(layerProfile(*truthPicture(*event)).error(0), 0.0);
}

void ObservablesTest::lateralProfileTakesTheShorterWayInPhi() {
    auto event = emptyEvent();
    event->levels[0].append({0, 30, 0}, 100.0F); // eta 0.05, phi 0.05 turns
    event->levels[0].append({0, 30, 9}, 10.0F);  // the neighbour on the other side of the cut
    event->levels[0].append({0, 33, 0}, 1.0F);   // 0.3 away in eta
    const Histogram h =
        lateralProfile(lrPicture(*event), {0.05, 2 * pi * 0.05}, Binning::uniform(7, -0.05, 0.65));
    QCOMPARE(h.content(0), 100.0);
    QCOMPARE(h.content(3), 1.0);
    QCOMPARE(h.content(6), 10.0); // 2 pi / 10 = 0.628
    QCOMPARE(h.total(), 111.0);
}

void ObservablesTest::refusesAPredictionOfAnotherLength() {
    EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
    QVERIFY(predictedPicture(comparison).has_value());
    comparison.predicted.pop_back();
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(predictedPicture(comparison)), UsageError);
    comparison.predicted.clear();
    QVERIFY(!predictedPicture(comparison));
}

void ObservablesTest::profilesKeepTheEnergyOfAShower() {
    const auto event = test::syntheticEvent({{50000, 0.3, 0.001}});
    const auto truth = truthPicture(*event);
    const auto shape = showerShape(*truth);
    QVERIFY(std::abs(shape->centre.eta - 0.3) < 0.005);
    QVERIFY(std::abs(deltaPhi(shape->centre.phi, 0.001)) < 0.005);
    const Histogram lateral = lateralProfile(*truth, shape->centre, Binning::uniform(20, 0, 0.5));
    QVERIFY(std::abs(lateral.total() / energySum(*truth) - 1) < 1e-6);
    QVERIFY(std::abs(layerProfile(*truth).integral() / energySum(*truth) - 1) < 1e-6);
    QVERIFY(lateral.content(0) + lateral.content(1) > 0.6 * lateral.total());
}

QTEST_APPLESS_MAIN(ObservablesTest)
#include "ObservablesTest.moc"
