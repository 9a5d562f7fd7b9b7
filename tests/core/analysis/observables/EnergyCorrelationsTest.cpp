// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/observables/EnergyCorrelations.h"
#include "random/RandomStream.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace calolens;

namespace {
bool near(double a, double b) {
    return std::abs(a - b) <= 1e-10 * (1 + std::abs(b));
}

/// The definition, tuple by tuple.
double byDefinition(const std::vector<EnergyPoint>& points, int order, double beta) {
    double sum = 0, total = 0;
    for (const auto& p : points)
        sum += p.energy;
    const std::size_t n = points.size();
    const auto z = [&](std::size_t i) { return points[i].energy / sum; };
    const auto d = [&](std::size_t i, std::size_t j) {
        return std::pow(deltaR(points[i].at, points[j].at), beta);
    };
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j) {
            if (order == 2)
                total += z(i) * z(j) * d(i, j);
            for (std::size_t k = j + 1; k < n && order > 2; ++k) {
                if (order == 3)
                    total += z(i) * z(j) * z(k) * d(i, j) * d(i, k) * d(j, k);
                for (std::size_t l = k + 1; l < n && order > 3; ++l)
                    total += z(i) * z(j) * z(k) * z(l) * d(i, j) * d(i, k) * d(i, l) * d(j, k) *
                             d(j, l) * d(k, l);
            }
        }
    return total;
}
} // namespace

class EnergyCorrelationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// An equilateral triangle of equal energies, side s: e2 = 3 s / 9, e3 = s^3 / 27.
    void equilateralTriangle() {
        constexpr double s = 0.2;
        const std::vector<EnergyPoint> points{
            {{0, 1}, 5}, {{s, 1}, 5}, {{s / 2, 1 + s * std::sqrt(0.75)}, 5}};
        const auto e = energyCorrelations(points);
        QCOMPARE(e[0], 1.0);
        QVERIFY(near(e[1], s / 3));
        QVERIFY(near(e[2], s * s * s / 27));
        QCOMPARE(e[3], 0.0);                           // no four particles
        QVERIFY(near(e[2] / (e[1] * e[1]), s / 3));    // C2
        QVERIFY(near(e[2] / (e[1] * e[1] * e[1]), 1)); // D2
        const auto squared = energyCorrelations(points, 2);
        QVERIFY(near(squared[1], s * s / 3));
    }

    /// A square of equal energies over the cut in phi: six distances, four sides and two diagonals.
    void squareOverTheCut() {
        constexpr double s = 0.1;
        const double low = 2 * std::numbers::pi - s / 2, high = s / 2;
        const std::vector<EnergyPoint> points{
            {{0, low}, 1}, {{s, low}, 1}, {{0, high}, 1}, {{s, high}, 1}};
        const double q = std::sqrt(2.0);
        const auto e = energyCorrelations(points);
        QVERIFY(near(e[1], (4 + 2 * q) * s / 16));
        QVERIFY(near(e[2], 4 * q * s * s * s / 64));
        QVERIFY(near(e[3], 2 * std::pow(s, 6) / 256));
    }

    void agreesWithTheDefinition() {
        RandomStream random(1, RandomPurpose::Test);
        std::vector<EnergyPoint> points;
        for (int i = 0; i < 14; ++i)
            points.push_back({{random.uniform(), random.uniform()}, -std::log(random.uniform())});
        for (const double beta : {1.0, 1.7}) {
            const auto e = energyCorrelations(points, beta);
            for (int order = 2; order <= 4; ++order)
                QVERIFY(near(e[static_cast<std::size_t>(order - 1)],
                             byDefinition(points, order, beta)));
        }
    }

    void ratiosDoNotDependOnTheEnergyScale() {
        RandomStream random(2, RandomPurpose::Test);
        std::vector<EnergyPoint> points, scaled;
        for (int i = 0; i < 10; ++i) {
            points.push_back({{random.uniform(), random.uniform()}, random.uniform()});
            scaled.push_back({points.back().at, 1000 * points.back().energy});
        }
        for (std::size_t n = 0; n < 4; ++n)
            QVERIFY(near(energyCorrelations(points)[n], energyCorrelations(scaled)[n]));
    }

    void nothingGivesNothing() {
        const auto e = energyCorrelations({});
        QCOMPARE(e[0], 0.0);
        Event event;
        const Granularity grid({{10, 10}});
        event.readout = std::make_shared<const Readout>(Readout{Detector::cocoa(), {grid, grid}});
        event.levels.resize(2);
        event.levels[1].append({0, 1, 1}, 5);
        const auto one = substructure(hrPicture(event, event.hr().energy));
        QVERIFY(!one.c2 && !one.c3 && !one.d2); // one cell has no pairs
    }

    void takesTheHottest() {
        Event event;
        const Granularity grid({{10, 10}});
        event.readout = std::make_shared<const Readout>(Readout{Detector::cocoa(), {grid, grid}});
        event.levels.resize(2);
        const float energies[] = {1, -3, 7, 0, 5};
        for (std::uint16_t i = 0; i < 5; ++i)
            event.levels[1].append({0, i, 1}, energies[i]);
        const auto points = hottestPoints(hrPicture(event, event.hr().energy), 2);
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[0].energy, 7.0);
        QCOMPARE(points[1].energy, 5.0);
        QCOMPARE(hottestPoints(hrPicture(event, event.hr().energy), 9).size(), std::size_t(3));
    }
};

QTEST_APPLESS_MAIN(EnergyCorrelationsTest)
#include "EnergyCorrelationsTest.moc"
