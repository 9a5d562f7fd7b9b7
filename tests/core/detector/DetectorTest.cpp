// SPDX-License-Identifier: GPL-3.0-or-later
#include "detector/Granularity.h"
#include "error/Error.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <set>

using namespace calolens;

namespace {
Granularity fineEcal() {
    return Granularity({{256, 256}, {256, 256}, {128, 128}});
}
} // namespace

class DetectorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Radii of the COCOA layers at eta = 0, as published for its default configuration.
    void cocoaHasThePublishedRadii() {
        const Detector d = Detector::cocoa();
        const double start[]{1500, 1594.1, 1970.6, 2097.6, 2496.2, 3585.6};
        const double end[]{1594.1, 1970.6, 2017.6, 2496.2, 3585.6, 4063.8};
        for (int layer = 0; layer < d.layerCount(); ++layer) {
            const Layer& l = d.layers[static_cast<std::size_t>(layer)];
            QVERIFY(std::abs(d.radius(l.depthStart, 0) - start[layer]) < 0.1);
            QVERIFY(std::abs(d.radius(l.depthEnd, 0) - end[layer]) < 0.1);
        }
    }

    /// The path through a layer along a particle's direction is the layer's depth, at every eta.
    void pathThroughALayerIsItsDepth() {
        const Detector d = Detector::cocoa();
        for (const double eta : {0.0, 0.5, -1.3, 2.9}) {
            const Point3 a = pointAt(d, 94.11, eta, 0.7), b = pointAt(d, 470.56, eta, 0.7);
            QVERIFY(std::abs(std::hypot(a.x - b.x, a.y - b.y, a.z - b.z) - (470.56 - 94.11)) <
                    1e-9);
            QVERIFY(std::abs(std::asinh(a.z / std::hypot(a.x, a.y)) - eta) < 1e-12);
            QVERIFY(std::abs(std::atan2(a.y, a.x) - 0.7) < 1e-12);
        }
    }

    void cellsTileTheAcceptance() {
        const Detector d = Detector::cocoa();
        const Granularity g({{6, 10}});
        double area = 0;
        for (std::uint16_t e = 0; e < 6; ++e)
            for (std::uint16_t p = 0; p < 10; ++p) {
                const CellBounds b = cellBounds(d, g, {0, e, p});
                area += (b.etaHigh - b.etaLow) * (b.phiHigh - b.phiLow);
            }
        QVERIFY(std::abs(area - 6.0 * 2 * std::numbers::pi) < 1e-9);
        QCOMPARE(cellBounds(d, g, {0, 0, 0}).etaLow, -3.0);
        QCOMPARE(cellBounds(d, g, {0, 5, 9}).etaHigh, 3.0);
    }

    void childrenAreThoseWhoseParentTheyHave() {
        for (const int factor : {1, 2, 4}) {
            const CellId parent{2, 17, 31};
            std::set<CellId> children;
            for (int k = 0; k < factor * factor; ++k) {
                const CellId child = childOf(parent, factor, k);
                QVERIFY(parentOf(child, factor) == parent);
                children.insert(child);
            }
            QCOMPARE(children.size(), static_cast<std::size_t>(factor * factor));
        }
    }

    void coarseningNestsAndRefusesWhatDoesNot() {
        const Granularity coarse = fineEcal().coarsened(4);
        QCOMPARE(coarse.grid(0).nEta, 64);
        QCOMPARE(coarse.factorTo(fineEcal(), 2), 4);
        QCOMPARE(fineEcal().factorTo(coarse, 2), 0);
        QVERIFY_EXCEPTION_THROWN(Granularity({{10, 9}}).coarsened(2), UsageError);
        QVERIFY_EXCEPTION_THROWN(Granularity({{0, 9}}), UsageError);
        QVERIFY_EXCEPTION_THROWN(Granularity({{70000, 9}}), UsageError);
        QVERIFY(!coarse.contains({0, 64, 0}));
        QVERIFY(!coarse.contains({3, 0, 0}));
        QVERIFY(coarse.contains({2, 31, 31}));
    }

    void fileErrorsNameThePlace() {
        const FileError error({"a.h5", "/level0/energy", 3}, "NaN");
        QCOMPARE(std::string(error.what()),
                 std::string("a.h5, dataset /level0/energy, event 3: NaN"));
        QCOMPARE(std::string(FileError({"a.h5", {}, {}}, "gone").what()),
                 std::string("a.h5: gone"));
    }
};

QTEST_APPLESS_MAIN(DetectorTest)
#include "DetectorTest.moc"
