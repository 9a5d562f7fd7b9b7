// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shower/ShowerGeometry.h"
#include "random/RandomStream.h"
#include "simulation/shower/ShowerSimulator.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace calolens;

namespace {
constexpr double pi = std::numbers::pi;

/// The cell of a point in space, by the definitions of docs/file-format.md.
int cellOf(const Detector& detector, const Granularity& grid, double x, double y, double z) {
    const double r = std::hypot(x, y), eta = std::asinh(z / r);
    const double depth = (r - detector.innerRadius) * std::cosh(eta);
    int first = 0;
    for (int i = 0; i < grid.layerCount(); ++i) {
        const Layer& layer = detector.layers[static_cast<std::size_t>(i)];
        const auto [nEta, nPhi] = grid.grid(i);
        if (depth >= layer.depthStart && depth < layer.depthEnd) {
            if (std::abs(eta) >= detector.etaMax)
                return -1;
            const double phi = std::atan2(y, x) < 0 ? std::atan2(y, x) + 2 * pi : std::atan2(y, x);
            const int ieta =
                static_cast<int>((eta + detector.etaMax) / (2 * detector.etaMax) * nEta);
            const int iphi = static_cast<int>(phi / (2 * pi) * nPhi) % nPhi;
            return first + ieta * nPhi + iphi;
        }
        first += nEta * nPhi;
    }
    return -1;
}
} // namespace

class ShowerGeometryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The shortcuts near the ray find the cells that the full geometry finds.
    void cellsAreThoseOfThePoints() {
        const Detector detector = Detector::cocoa();
        const Granularity grid = cocoaDepositGranularity();
        RandomStream random(1, RandomPurpose::Test);
        int found = 0, different = 0;
        for (int i = 0; i < 20000; ++i) {
            const double eta = 3.0 * (random.uniform() - 0.5), phi = 2 * pi * random.uniform();
            const double path = 1200 * random.uniform();
            const double spread = i % 2 == 0 ? 20 : 300;
            const double along = spread * random.normal(), around = spread * random.normal();
            const int cell = RayCells(detector, grid, eta, phi).cellAt(path, along, around);
            const double distance = detector.innerRadius * std::cosh(eta) + path;
            const double outward = distance / std::cosh(eta) - along * std::tanh(eta);
            const double z = distance * std::tanh(eta) + along / std::cosh(eta);
            const double x = outward * std::cos(phi) - around * std::sin(phi);
            const double y = outward * std::sin(phi) + around * std::cos(phi);
            const int expected = cellOf(detector, grid, x, y, z);
            found += cell >= 0;
            different += cell != expected; // at most points next to a border, within rounding
        }
        QVERIFY(found > 10000);
        QVERIFY2(different <= 10, qPrintable(QString::number(different)));
    }

    /// What crosses the empty inside lies on the far side, in the detector.
    void theFarSideIsReachedThroughTheInside() {
        const Detector detector = Detector::cocoa();
        const Granularity grid = cocoaDepositGranularity();
        const double eta = 0.4, phi = 1.0;
        const RayCells ray(detector, grid, eta, phi);
        // Straight across: the opposite phi, the same z, and so the same eta at the same radius.
        const int across = ray.cellAcross(1, 0, 0, 1);
        const double r = detector.innerRadius + 1, z = detector.innerRadius * std::sinh(eta);
        QCOMPARE(across, cellOf(detector, grid, -r * std::cos(phi), -r * std::sin(phi), z));
        QCOMPARE(ray.cellAcross(-1, 0, 0, 1), -1);   // outwards is not through the inside
        QCOMPARE(ray.cellAcross(0.01, 1, 0, 1), -1); // along the beam, out of the acceptance
    }

    /// COCOA's ECAL is 22 radiation lengths deep, 4 + 16 + 2 (docs/fast-simulation.md).
    void slicesCoverTheDetectorWithoutGaps() {
        const Detector detector = Detector::cocoa();
        const auto slices = depthSlices(detector, {});
        double path = 0, t = 0, ecal = 0;
        for (const DepthSlice& slice : slices) {
            QVERIFY(std::abs(slice.pathLow - path) < 1e-9 && slice.pathHigh > path);
            QVERIFY(std::abs(slice.tLow - t) < 1e-9 && slice.tHigh > t);
            path = slice.pathHigh, t = slice.tHigh;
            if (slice.kind == LayerKind::Electromagnetic)
                ecal = t;
        }
        QVERIFY(std::abs(path - detector.layers.back().depthEnd) < 1e-9);
        QVERIFY2(std::abs(ecal - 22) < 0.01, qPrintable(QString::number(ecal)));
    }
};

QTEST_APPLESS_MAIN(ShowerGeometryTest)
#include "ShowerGeometryTest.moc"
