// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonDrawing.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <vtkPointData.h>

#include <limits>

using namespace calolens;

namespace {

std::shared_ptr<EventComparison> comparison() {
    return std::make_shared<EventComparison>(test::syntheticComparison(test::syntheticEvent()));
}

std::shared_ptr<EventComparison> withoutTruth() {
    auto event = std::make_shared<Event>(*test::syntheticEvent());
    event->levels.back().energy.clear();
    auto result = std::make_shared<EventComparison>();
    result->event = event;
    return result;
}

PaneContent content(PaneRole role, const EventComparison& comparison) {
    return paneContent(
        role,
        {&comparison,
         {comparison.predicted, QString::fromStdString(comparison.predictedLabel), {}},
         {},
         {}},
        {}, EnergyScale(1, 10000, true));
}

void prepare(ComparisonDrawing& drawing) {
    QFont font;
    font.setPixelSize(14);
    drawing.setSurface({1200, 700}, 1, font);
}

} // namespace

class TestComparisonDrawing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void predictionChangesScalarsOnly() {
        const auto shown = comparison();
        ComparisonDrawing drawing;
        drawing.setComparison(shown);
        prepare(drawing);
        PaneCells& predicted = drawing.scene().cells(PaneRole::Predicted);
        PaneCells& truth = drawing.scene().cells(PaneRole::Truth);
        vtkPolyData* boxes = predicted.boxes();
        vtkPoints* points = boxes->GetPoints();
        vtkCellArray* faces = boxes->GetPolys();
        QVERIFY(points == truth.boxes()->GetPoints()); // one copy for both panes
        const auto pointsTime = points->GetMTime();
        const auto facesTime = faces->GetMTime();
        const auto coloursTime = boxes->GetPointData()->GetArray("colour")->GetMTime();
        const auto truthTime = truth.boxes()->GetMTime();

        std::vector<float> other = shown->predicted;
        for (float& energy : other)
            energy *= 2;
        drawing.setPredicted(other, QStringLiteral("another"));
        QVERIFY(boxes == predicted.boxes() && points == boxes->GetPoints() &&
                faces == boxes->GetPolys());
        QCOMPARE(points->GetMTime(), pointsTime);
        QCOMPARE(faces->GetMTime(), facesTime);
        QVERIFY(boxes->GetPointData()->GetArray("colour")->GetMTime() > coloursTime);
        QCOMPARE(truth.boxes()->GetMTime(), truthTime);
    }

    void theMeshStandsWhereTheCellsAre() {
        const auto event = test::syntheticEvent({{50000, -1.7, 6.2}});
        const CellGeometry geometry(*event->readout, 120);
        for (const bool solid : {true, false}) {
            const CellMesh mesh(event->hr(), 1, geometry, solid);
            QCOMPARE(mesh.solid(), solid);
            for (std::size_t i = 0; i < event->hr().size(); ++i) {
                const CellId id = event->hr().id(i);
                const Point3 centre = geometry.centre(1, id);
                const auto values = mesh.centreValues().subspan(3 * i, 3);
                QVERIFY(std::abs(values[0] - centre.x) < 1e-2); // mm, in single precision
                QVERIFY(std::abs(values[1] - centre.y) < 1e-2);
                QVERIFY(std::abs(values[2] - centre.z) < 1e-2);
                QVERIFY(std::abs(mesh.widths[i] - geometry.width(1, id)) < 1e-3);
                const auto bounds = *mesh.bounds();
                QVERIFY(values[0] >= bounds[0] && values[0] <= bounds[1]);
            }
        }
    }

    void sizesFollowEnergies() {
        const auto shown = comparison();
        ComparisonDrawing drawing;
        drawing.setComparison(shown);
        ViewSettings settings;
        settings.thresholdMeV = 20;
        settings.layerVisible = {true, true, false};
        drawing.setSettings(settings);
        vtkDataArray* sizes =
            drawing.scene().cells(PaneRole::Truth).boxes()->GetPointData()->GetArray("size");
        const CellSet& cells = shown->event->hr();
        QCOMPARE(sizes->GetNumberOfTuples(), static_cast<vtkIdType>(8 * cells.size()));
        int drawn = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool expected = cells.energy[i] >= 20 && cells.layer[i] != 2;
            for (int k = 0; k < 8; ++k)
                QCOMPARE(sizes->GetComponent(static_cast<vtkIdType>(8 * i) + k, 0) > 0, expected);
            drawn += expected ? 1 : 0;
        }
        QVERIFY(drawn > 0 && drawn < static_cast<int>(cells.size()));
    }

    void manyCellsAreDrawnAsPoints() {
        const auto few = comparison();
        auto many = std::make_shared<EventComparison>(*few);
        auto event = std::make_shared<Event>(*few->event);
        CellSet& cells = event->levels.back();
        while (cells.size() <= ComparisonDrawing::MostSolidCells) {
            cells.layer.push_back(0);
            cells.ieta.push_back(static_cast<std::uint16_t>(cells.size() % 500));
            cells.iphi.push_back(static_cast<std::uint16_t>(cells.size() / 500));
            cells.energy.push_back(5);
            cells.parent.push_back(0);
        }
        many->event = event;
        many->predicted.clear();
        ComparisonDrawing drawing;
        drawing.setComparison(few);
        QCOMPARE(drawing.drawnStyle(), CellStyle::Tiles);
        drawing.setComparison(many);
        QCOMPARE(drawing.drawnStyle(), CellStyle::Points);
        QCOMPARE(drawing.settings().style, CellStyle::Tiles);
        ViewSettings boxes;
        boxes.style = CellStyle::Boxes;
        drawing.setSettings(boxes);
        QCOMPARE(drawing.drawnStyle(), CellStyle::Points);
        drawing.setComparison(few); // what was asked for comes back
        QCOMPARE(drawing.drawnStyle(), CellStyle::Boxes);
    }

    void everyPaneSaysWhatItShows() {
        const auto shown = comparison();
        double sum = 0;
        for (const float energy : shown->event->hr().energy)
            sum += energy;
        const PaneContent truth = content(PaneRole::Truth, *shown);
        QVERIFY(!truth.empty());
        QVERIFY(
            truth.detail.startsWith(QString::number(sum / 1000, 'f', 2) + QStringLiteral(" GeV")));
        QVERIFY(
            truth.detail.endsWith(QStringLiteral("of %1 cells").arg(shown->event->hr().size())));
        QVERIFY(content(PaneRole::Predicted, *shown)
                    .title.contains(QString::fromStdString(shown->predictedLabel)));
        const PaneContent difference = content(PaneRole::Difference, *shown);
        for (std::size_t i = 0; i < difference.energies.size(); ++i)
            QCOMPARE(difference.energies[i], shown->predicted[i] - shown->event->hr().energy[i]);
    }

    void missingPartsAreSaidInWords() {
        const auto real = withoutTruth();
        QVERIFY(content(PaneRole::Truth, *real).empty());
        QCOMPARE(content(PaneRole::Truth, *real).emptyWords, QStringLiteral("No truth: real data"));
        QCOMPARE(content(PaneRole::Predicted, *real).emptyWords,
                 QStringLiteral("Press Run to predict"));
        QVERIFY(!content(PaneRole::Lr, *real).empty());
        QVERIFY(content(PaneRole::Difference, *real).empty());
        QVERIFY(!paneContent(PaneRole::Lr, {}, {}, {}).emptyWords.isEmpty());
        EventComparison wrong = *comparison();
        wrong.predicted.pop_back(); // of another event
        QVERIFY(content(PaneRole::Predicted, wrong).empty());
    }

    void aReferenceIsShownBesideThePrediction() {
        const auto shown = comparison();
        ComparisonDrawing drawing;
        drawing.setComparison(shown);
        prepare(drawing);
        QCOMPARE(drawing.layout().panes.size(), std::size_t(3));
        std::vector<float> reference = shown->predicted;
        for (std::size_t i = 0; i < reference.size(); ++i)
            reference[i] += i % 2 == 0 ? 200.F : -50.F;
        drawing.setReference(reference, QStringLiteral("heun"));
        std::vector<PaneRole> roles;
        for (const PanePlace& pane : drawing.layout().panes)
            roles.push_back(pane.role);
        QCOMPARE(roles, (std::vector{PaneRole::Reference, PaneRole::Predicted,
                                     PaneRole::RunDifference, PaneRole::Truth}));
        const auto of = [&](PaneRole role) {
            return paneContent(role,
                               {shown.get(),
                                {shown->predicted, {}, {}},
                                {reference, QStringLiteral("heun"), {}},
                                {}},
                               {}, {});
        };
        QVERIFY(of(PaneRole::Reference).title.endsWith(QStringLiteral("heun")));
        QCOMPARE(of(PaneRole::Reference).energies, reference);
        const PaneContent difference = of(PaneRole::RunDifference);
        QVERIFY(difference.ownScale->high() >= 200);
        QCOMPARE(difference.ownScale->low(), -difference.ownScale->high());
        for (std::size_t i = 0; i < difference.energies.size(); ++i)
            QCOMPARE(difference.energies[i], shown->predicted[i] - reference[i]);

        // One large pane stays what was asked for; no reference, and another event, end it.
        ViewSettings single;
        single.arrangement = PaneArrangement::Single;
        drawing.setSettings(single);
        QCOMPARE(drawing.layout().panes.size(), std::size_t(1));
        drawing.setSettings({});
        QCOMPARE(drawing.layout().panes.size(), std::size_t(4));
        drawing.setReference({}, {});
        QCOMPARE(drawing.layout().panes.size(), std::size_t(3));
        drawing.setReference(reference, {});
        auto next = std::make_shared<EventComparison>();
        next->event = test::syntheticEvent({{40000, -0.6, 4.0}}, 2);
        drawing.setComparison(next);
        QCOMPARE(drawing.layout().panes.size(), std::size_t(3));
        QVERIFY(!paneContent(PaneRole::Reference, {next.get(), {}, {}, {}}, {}, {})
                     .emptyWords.isEmpty());
    }

    void aMapHasAPaneAndAScaleOfItsOwn() {
        const auto shown = comparison();
        ComparisonDrawing drawing;
        drawing.setComparison(shown);
        prepare(drawing);
        PaneMap map;
        map.title = QStringLiteral("Pull of LR cells");
        map.quantity = QStringLiteral("Pull");
        map.level = 0;
        map.twoSided = true;
        map.values.assign(shown->event->lr().size(), -0.4F); // below any minimum energy
        map.values.front() = 2.6F;
        map.values.back() = std::numeric_limits<float>::quiet_NaN();
        drawing.setMap(map);
        QCOMPARE(drawing.layout().panes.size(), std::size_t(4));
        QCOMPARE(drawing.layout().panes.back().role, PaneRole::Map);
        QVERIFY(drawing.scene().cells(PaneRole::Map).mesh() ==
                drawing.scene().cells(PaneRole::Lr).mesh());

        const PaneContent content =
            paneContent(PaneRole::Map, {shown.get(), {}, {}, map}, {}, EnergyScale());
        QCOMPARE(content.ownScale->low(), -5.0);
        QCOMPARE(content.ownScale->high(), 5.0);
        QCOMPARE(content.ownScale->ticks().back().label, std::string("+5"));
        const CellAppearance look = appearanceOf(content, {}, EnergyScale());
        QVERIFY(look.shown(0, map.values[1]));
        QVERIFY(!look.shown(0, map.values.back()));

        map.level = 1; // as many numbers as another level has cells
        drawing.setMap(map);
        QVERIFY(paneContent(PaneRole::Map, {shown.get(), {}, {}, map}, {}, EnergyScale()).empty());
        map.values.assign(shown->event->hr().size(), 0.5F);
        map.twoSided = false;
        drawing.setMap(map);
        QVERIFY(drawing.scene().cells(PaneRole::Map).mesh() ==
                drawing.scene().cells(PaneRole::Truth).mesh());
        auto next = std::make_shared<EventComparison>();
        next->event = test::syntheticEvent({{40000, -0.6, 4.0}}, 2);
        drawing.setComparison(next);
        QCOMPARE(drawing.layout().panes.size(), std::size_t(3));
    }

    void cameraFollowsTheEventUntilItIsMoved() {
        ComparisonDrawing drawing;
        drawing.setComparison(comparison());
        prepare(drawing);
        const CameraState first = drawing.camera();
        drawing.setPredicted({}, {});
        QCOMPARE(drawing.camera().position.x, first.position.x);
        const CameraState moved = rotated(first, {50, 0}, 500);
        drawing.setCamera(moved);
        prepare(drawing);
        QCOMPARE(drawing.camera().position.x, moved.position.x);
        // Another event, seen from the same side of the shower.
        auto next = std::make_shared<EventComparison>();
        next->event = test::syntheticEvent({{40000, -0.6, 4.0}}, 2);
        const DetectorFrame before = DetectorFrame::at(0, 1.0);
        const DetectorFrame after = DetectorFrame::at(0, 4.0);
        drawing.setComparison(next);
        const auto seen = [](const CameraState& c, const DetectorFrame& f) {
            const Point3 d{c.position.x - c.focalPoint.x, c.position.y - c.focalPoint.y,
                           c.position.z - c.focalPoint.z};
            const double l = std::sqrt(d.x * d.x + d.y * d.y + d.z * d.z);
            return (d.x * f.outward.x + d.y * f.outward.y + d.z * f.outward.z) / l;
        };
        QVERIFY(std::abs(seen(drawing.camera(), after) - seen(moved, before)) < 0.1);
        drawing.setComparison(nullptr);
        drawing.resetCamera();
    }

    void litCellIsTheOneUnderTheMouse() {
        ComparisonDrawing drawing;
        drawing.setComparison(comparison());
        prepare(drawing);
        int found = 0;
        for (const PanePlace& pane : drawing.layout().panes) {
            const int level = pane.role == PaneRole::Lr ? 0 : 1;
            for (int y = pane.scene.top(); y < pane.scene.bottom(); y += 7)
                for (int x = pane.scene.left(); x < pane.scene.right(); x += 7)
                    if (const auto cell = drawing.cellAt({x, y})) {
                        QCOMPARE(cell->level, level);
                        QVERIFY(drawing.hasCell(*cell));
                        ++found;
                    }
        }
        QVERIFY(found > 50);
        QVERIFY(!drawing.cellAt({5, 5})); // in a title
    }

    void panesDoNotOverlap_data() {
        QTest::addColumn<PaneArrangement>("arrangement");
        QTest::addColumn<bool>("difference");
        QTest::addColumn<int>("count");
        QTest::newRow("across") << PaneArrangement::Across << false << 3;
        QTest::newRow("with difference") << PaneArrangement::Across << true << 4;
        QTest::newRow("two by two") << PaneArrangement::TwoByTwo << false << 4;
        QTest::newRow("single") << PaneArrangement::Single << false << 1;
        QTest::newRow("across with maps") << PaneArrangement::Across << true << 4;
    }
    void panesDoNotOverlap() {
        QFETCH(PaneArrangement, arrangement);
        QFETCH(bool, difference);
        QFETCH(int, count);
        ViewSettings settings;
        settings.arrangement = arrangement;
        settings.showDifference = difference;
        for (const QSize size : {QSize(1280, 800), QSize(361, 203), QSize(3, 2)}) {
            const PaneLayout layout = layoutPanes(size, settings, {});
            QCOMPARE(static_cast<int>(layout.panes.size()), count);
            for (std::size_t i = 0; i < layout.panes.size(); ++i) {
                const PanePlace& pane = layout.panes[i];
                QVERIFY(pane.scene.width() >= 1 && pane.scene.height() >= 1);
                if (size.width() < 100)
                    continue;
                QVERIFY(QRect(QPoint(0, 0), size).contains(pane.scene));
                QVERIFY(!pane.scene.intersects(layout.legend));
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY(!pane.scene.intersects(layout.panes[j].scene));
                QCOMPARE(layout.paneAt(pane.scene.center())->role, pane.role);
            }
        }
    }
};

QTEST_MAIN(TestComparisonDrawing)
#include "TestComparisonDrawing.moc"
