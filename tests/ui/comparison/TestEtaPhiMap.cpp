// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonDrawing.h"
#include "comparison/EtaPhiMap.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <numbers>
#include <set>

using namespace calolens;

namespace {

constexpr QRectF kRect(20, 30, 300, 200);

CellAppearance appearance(double thresholdMeV) {
    ViewSettings settings;
    settings.thresholdMeV = thresholdMeV;
    return {settings, EnergyScale(1, 10000, true), false};
}

EtaPhiMap mapOf(const Event& event, int level, const ViewSettings& settings, double phiCentre,
                double thresholdMeV, std::span<const CellMark> marks = {}) {
    const CellAppearance look = appearance(thresholdMeV);
    return EtaPhiMap({event, level, event.levels[static_cast<std::size_t>(level)].energy, marks,
                      look, settings, phiCentre},
                     ViewTheme::of(true));
}

CellBounds boundsOf(const Event& event, int level, std::size_t cell) {
    return cellBounds(event.readout->detector,
                      event.readout->levels[static_cast<std::size_t>(level)],
                      event.levels[static_cast<std::size_t>(level)].id(cell));
}

} // namespace

class TestEtaPhiMap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pixelsAndAnglesAreInverse() {
        const MapView view{0.4, 6.2, 0.5};
        const MapProjection projection(view, kRect);
        QCOMPARE(projection.pixelsPerUnit(), 400.0);
        const QPointF pixel = projection.pixel(0.45, 6.25);
        QCOMPARE(pixel, kRect.center() + QPointF(20, -20)); // eta to the right, phi upwards
        QVERIFY((projection.etaPhi(pixel) - QPointF(0.45, 6.25)).manhattanLength() < 1e-9);
        // The other side of phi = 0 is next door.
        QVERIFY((projection.pixel(0.45, 6.25 - 2 * std::numbers::pi) - pixel).manhattanLength() <
                1e-9);
    }

    void zoomHoldsThePointAndDragFollowsTheMouse() {
        const MapView view{0.4, 1.2, 0.5};
        const QPointF at(60, 70);
        const QPointF before = MapProjection(view, kRect).etaPhi(at);
        const QPointF after = MapProjection(zoomed(view, 3, at, kRect), kRect).etaPhi(at);
        QVERIFY((before - after).manhattanLength() < 1e-9);
        QVERIFY(std::abs(zoomed(view, 3, at, kRect).side - 0.5 / 3) < 1e-12);
        const QPointF dragged =
            MapProjection(panned(view, {15, -9}, kRect), kRect).etaPhi(at + QPointF(15, -9));
        QVERIFY((before - dragged).manhattanLength() < 1e-9);
    }

    void energyIsNeitherLostNorMade_data() {
        QTest::addColumn<double>("phi");
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("layer");
        for (const double phi : {1.0, 0.01, 6.27})
            for (const int level : {0, 1})
                for (const int layer : {-1, 0, 2})
                    QTest::addRow("phi %g level %d layer %d", phi, level, layer)
                        << phi << level << layer;
    }
    void energyIsNeitherLostNorMade() {
        QFETCH(double, phi);
        QFETCH(int, level);
        QFETCH(int, layer);
        const auto event = test::syntheticEvent({{50000, 0.3, phi}});
        constexpr double kThreshold = 5;
        ViewSettings settings;
        settings.mapLayer = layer;
        settings.layerVisible = {true, false, true};
        const EtaPhiMap map = mapOf(*event, level, settings, phi, kThreshold);
        const CellSet& cells = event->levels[static_cast<std::size_t>(level)];
        double expected = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (layer < 0 ? cells.layer[i] == 1 : cells.layer[i] != layer)
                continue;
            if (cells.energy[i] >= kThreshold)
                expected += cells.energy[i];
        }
        // Asked for once in the middle of every bin.
        const QRectF unit(0, 0, 1, 1);
        const MapProjection projection({0.3, phi, 1}, unit);
        const QRectF place = map.place(projection);
        const int rows = map.image().height(), columns = map.image().width();
        QVERIFY(rows > 1 && columns > 1);
        double sum = 0;
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column) {
                const QPointF at =
                    place.topLeft() + QPointF((column + 0.5) / columns * place.width(),
                                              (row + 0.5) / rows * place.height());
                const QPointF there = projection.etaPhi(at);
                sum += map.energyAt(there.x(), there.y());
            }
        QVERIFY2(std::abs(sum / expected - 1) < 1e-5,
                 qPrintable(QStringLiteral("%1 of %2").arg(sum).arg(expected)));
    }

    void theCellUnderAPointIsTheHottestThatHoldsIt() {
        const auto event = test::syntheticEvent();
        ViewSettings settings;
        const EtaPhiMap map = mapOf(*event, 1, settings, 1.0, 1.0);
        const CellSet& cells = event->hr();
        int found = 0;
        for (double eta = 0.1; eta < 0.5; eta += 0.0037)
            for (double phi = 0.8; phi < 1.2; phi += 0.0041) {
                std::optional<std::size_t> hottest;
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    const CellBounds b = boundsOf(*event, 1, i);
                    if (eta >= b.etaLow && eta < b.etaHigh && phi >= b.phiLow && phi < b.phiHigh &&
                        cells.energy[i] >= 1 &&
                        (!hottest || cells.energy[i] > cells.energy[*hottest]))
                        hottest = i;
                }
                const auto cell = map.cellAt(eta, phi);
                QCOMPARE(cell.has_value(), hottest.has_value());
                if (cell)
                    QCOMPARE(cells.energy[*cell], cells.energy[*hottest]);
                found += cell ? 1 : 0;
            }
        QVERIFY(found > 100);
        QVERIFY(!map.cellAt(2.9, 5));
    }

    void aPolygonHoldsTheCellsWhoseCentresItHolds() {
        const double phi = 6.28; // the polygon goes across phi = 0
        const auto event = test::syntheticEvent({{50000, 0.3, phi}});
        ViewSettings settings;
        const EtaPhiMap map = mapOf(*event, 1, settings, phi, 1.0);
        const QPolygonF square(QRectF(0.27, phi - 0.05, 0.06, 0.1));
        std::vector<std::size_t> expected;
        const CellSet& cells = event->hr();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const CellBounds b = boundsOf(*event, 1, i);
            const double distance = std::remainder(b.phi() - phi, 2 * std::numbers::pi);
            if (cells.energy[i] >= 1 && b.eta() >= 0.27 && b.eta() < 0.33 &&
                std::abs(distance) < 0.05)
                expected.push_back(i);
        }
        QVERIFY(expected.size() > 5);
        QCOMPARE(map.cellsWithin(square), expected);
    }

    void cutAndDimmedCells() {
        const auto event = test::syntheticEvent();
        ViewSettings settings;
        std::vector<CellMark> marks(event->hr().size(), CellMark::Cut);
        const EtaPhiMap none = mapOf(*event, 1, settings, 1.0, 1.0, marks);
        QVERIFY(none.cellsWithin(QPolygonF(QRectF(-3, -7, 6, 20))).empty());
        std::fill(marks.begin(), marks.end(), CellMark::Dimmed);
        const EtaPhiMap dim = mapOf(*event, 1, settings, 1.0, 1.0, marks);
        const EtaPhiMap full = mapOf(*event, 1, settings, 1.0, 1.0);
        QCOMPARE(dim.image().size(), full.image().size());
        QVERIFY(dim.image() != full.image());
    }

    void mapsAndPicturesAreLinked() {
        ComparisonDrawing drawing;
        drawing.setComparison(
            std::make_shared<EventComparison>(test::syntheticComparison(test::syntheticEvent())));
        ViewSettings settings;
        settings.showMaps = true;
        drawing.setSettings(settings);
        QFont font;
        font.setPixelSize(14);
        drawing.setSurface({1200, 700}, 1, font);
        for (const PanePlace& pane : drawing.layout().panes) {
            QVERIFY(!pane.map.isEmpty() && !pane.map.intersects(pane.scene));
            // From the map's cell to its place and back.
            std::set<std::size_t> seen;
            for (int y = pane.map.top(); y < pane.map.bottom(); y += 3)
                for (int x = pane.map.left(); x < pane.map.right(); x += 3)
                    if (const auto cell = drawing.cellAt({x, y})) {
                        QCOMPARE(cell->level, pane.role == PaneRole::Lr ? 0 : 1);
                        seen.insert(cell->index);
                    }
            QVERIFY(seen.size() > 4);
            const CellSelection all = drawing.cellsWithin(QPolygonF(QRectF(pane.map)));
            for (const std::size_t cell : seen)
                QVERIFY(std::binary_search(all.cells.begin(), all.cells.end(), cell));
        }
        // The same cells, chosen in the 3D picture.
        const PanePlace& truth = drawing.layout().panes.back();
        const CellSelection inMap = drawing.cellsWithin(QPolygonF(QRectF(truth.map)));
        const CellSelection inPicture = drawing.cellsWithin(QPolygonF(QRectF(truth.scene)));
        QCOMPARE(inPicture.level, 1);
        QCOMPARE(inPicture.cells, inMap.cells); // both hold the whole event
    }
};

QTEST_MAIN(TestEtaPhiMap)
#include "TestEtaPhiMap.moc"
