// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/CellSelection.h"
#include "comparison/ClipPlanes.h"
#include "comparison/ComparisonDrawing.h"
#include "comparison/SelectionSums.h"
#include "synthetic/SyntheticEvent.h"

#include <QTest>

#include <set>

using namespace calolens;

namespace {

std::set<std::size_t> setOf(const std::vector<std::size_t>& cells) {
    return {cells.begin(), cells.end()};
}

} // namespace

/// What is selected, dimmed and cut, and what it adds up to.
class TestCellSelection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parentsAndChildrenComeAlong() {
        const auto event = test::syntheticEvent();
        const FamilyTree families(*event);
        const SelectedCells fromLr = selectedCells(*event, families, {0, {1, 4}});
        QCOMPARE(fromLr.lr, (std::vector<std::size_t>{1, 4}));
        std::vector<std::size_t> children;
        for (std::size_t i = 0; i < event->hr().size(); ++i)
            if (event->hr().parent[i] == 1 || event->hr().parent[i] == 4)
                children.push_back(i);
        QCOMPARE(fromLr.hr, children);

        // Two children of one cell and one of another: theirs only below, whole parents above.
        const std::vector<std::size_t> some{children[0], children[1], children.back()};
        const SelectedCells fromHr = selectedCells(*event, families, {1, some});
        QCOMPARE(fromHr.hr, some);
        QCOMPARE(fromHr.lr, (std::vector<std::size_t>{1, 4}));
        QVERIFY(selectedCells(*event, families, {}).lr.empty());
    }

    void othersAreDimmedAndCutCellsStayCut() {
        std::vector<CellMark> marks(5);
        marks[1] = marks[3] = CellMark::Cut;
        dimOthers(marks, {2, 3});
        QCOMPARE(marks, (std::vector<CellMark>{CellMark::Dimmed, CellMark::Cut, CellMark::None,
                                               CellMark::Cut, CellMark::Dimmed}));
    }

    void sumsAreThoseOfAHandCount() {
        EventComparison comparison = test::syntheticComparison(test::syntheticEvent());
        const Event& event = *comparison.event;
        const std::size_t cells = event.hr().size();
        const SelectedCells selected = selectedCells(event, FamilyTree(event), {0, {0, 2}});
        Prediction draws;
        draws.cells = cells;
        draws.samples = 3;
        for (int k = 0; k < 3; ++k)
            for (std::size_t i = 0; i < cells; ++i)
                draws.energy.push_back(static_cast<float>(k + 1)); // 1, 2 and 3 MeV a cell
        const SelectionSums sums = selectionSums(comparison, selected, &draws);
        const auto n = static_cast<double>(selected.hr.size());
        QCOMPARE(sums.draws, (std::vector<double>{n, 2 * n, 3 * n}));
        QCOMPARE(sums.mean, 2 * n);
        QCOMPARE(sums.spread, n); // of 1, 2, 3, with n - 1
        double truth = 0, predicted = 0;
        for (const std::size_t i : selected.hr) {
            truth += event.hr().energy[i];
            predicted += comparison.predicted[i];
        }
        QCOMPARE(*sums.truth, truth);
        QCOMPARE(*sums.predicted, predicted);
        QCOMPARE(sums.lr, static_cast<double>(event.lr().energy[0]) + event.lr().energy[2]);

        draws.cells = 1; // of another event
        comparison.predicted.clear();
        auto real = std::make_shared<Event>(event);
        real->levels.back().energy.clear();
        comparison.event = real;
        const SelectionSums without = selectionSums(comparison, selected, &draws);
        QVERIFY(without.draws.empty() && !without.predicted && !without.truth);
    }

    void aClippingPlaneCutsItsShare() {
        const auto event = test::syntheticEvent();
        const CellGeometry geometry(*event->readout);
        const EventWindow window = eventWindow(*event);
        const CellSet& cells = event->hr();
        ViewSettings settings;
        const auto cut = [&] {
            std::vector<CellMark> marks(cells.size());
            ClipPlanes(settings, window, geometry).mark(marks, cells, 1);
            std::set<std::size_t> result;
            for (std::size_t i = 0; i < marks.size(); ++i)
                if (marks[i] == CellMark::Cut)
                    result.insert(i);
            return result;
        };
        QVERIFY(cut().empty());
        QVERIFY(!ClipPlanes(settings, window, geometry).active());
        settings.clipEta = 0.5;
        const double middle = 0.5 * (window.etaLow + window.etaHigh);
        for (const std::size_t cell : cut())
            QVERIFY(cellBounds(event->readout->detector, event->readout->levels[1], cells.id(cell))
                        .eta() < middle);
        const std::size_t low = cut().size();
        settings.clipEta = -0.5;
        QVERIFY(low > 0 && low + cut().size() == cells.size()); // the two halves
        settings.clipEta = 0;
        settings.clipDepth = -0.3; // the outermost layer's middle is beyond 70 % of the depth
        const auto deep = cut();
        QVERIFY(!deep.empty());
        for (const std::size_t cell : deep)
            QCOMPARE(static_cast<int>(cells.layer[cell]), 2);
        settings.clipDepth = 1;
        QCOMPARE(cut().size(), cells.size());
    }

    void whatIsCutCannotBePicked() {
        ComparisonDrawing drawing;
        drawing.setComparison(
            std::make_shared<EventComparison>(test::syntheticComparison(test::syntheticEvent())));
        QFont font;
        font.setPixelSize(14);
        drawing.setSurface({900, 600}, 1, font);
        const QRect scene = drawing.layout().panes.back().scene;
        const auto seen = [&] {
            return setOf(drawing.cellsWithin(QPolygonF(QRectF(scene))).cells);
        };
        const auto all = seen();
        for (const CellStyle style : {CellStyle::Tiles, CellStyle::Points}) {
            ViewSettings settings;
            settings.style = style;
            settings.clipPhi = 0.5;
            drawing.setSettings(settings);
            const auto half = seen();
            QVERIFY(!half.empty() && half.size() < all.size());
            int picked = 0;
            for (int y = scene.top(); y < scene.bottom(); y += 9)
                for (int x = scene.left(); x < scene.right(); x += 9)
                    if (const auto cell = drawing.cellAt({x, y})) {
                        QVERIFY(half.contains(cell->index));
                        ++picked;
                    }
            QVERIFY(picked > 3);
        }
    }

    void aSelectionIsForgottenWithItsEvent() {
        ComparisonDrawing drawing;
        drawing.setComparison(
            std::make_shared<EventComparison>(test::syntheticComparison(test::syntheticEvent())));
        drawing.setSelection({0, {0, 1}});
        QCOMPARE(drawing.selection().cells.size(), std::size_t(2));
        drawing.setSelection({0, {100000}}); // no such cell
        QVERIFY(drawing.selection().empty());
        drawing.setSelection({0, {0}});
        auto next = std::make_shared<EventComparison>();
        next->event = test::syntheticEvent({{40000, -0.6, 4.0}}, 2);
        drawing.setComparison(next);
        QVERIFY(drawing.selection().empty());
    }
};

QTEST_MAIN(TestCellSelection)
#include "TestCellSelection.moc"
