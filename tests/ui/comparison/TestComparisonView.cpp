// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonPicture.h"
#include "comparison/ComparisonView.h"
#include "synthetic/SyntheticEvent.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>

using namespace calolens;

namespace {

std::shared_ptr<const EventComparison> comparison() {
    return std::make_shared<const EventComparison>(
        test::syntheticComparison(test::syntheticEvent()));
}

int colours(const QImage& picture, const QRect& area) {
    QSet<QRgb> seen;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            seen.insert(picture.pixel(x, y));
    return static_cast<int>(seen.size());
}

void show(ComparisonView& view) {
    view.resize(900, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

/// Moves the mouse over the left pane until a cell is lit.
std::optional<QPoint> findCell(ComparisonView& view, int left, int right) {
    for (int y = 100; y < 400; y += 6)
        for (int x = left; x < right; x += 6) {
            QTest::mouseMove(&view, {x, y});
            QCoreApplication::processEvents();
            if (view.highlighted())
                return QPoint(x, y);
        }
    return std::nullopt;
}

void moveTo(ComparisonView& view, QPoint to, Qt::KeyboardModifiers keys) {
    QMouseEvent move(QEvent::MouseMove, QPointF(to), view.mapToGlobal(QPointF(to)), Qt::NoButton,
                     Qt::LeftButton, keys);
    QCoreApplication::sendEvent(&view, &move);
}

void lasso(ComparisonView& view, const QList<QPoint>& points) {
    const Qt::KeyboardModifiers keys = Qt::ControlModifier | Qt::ShiftModifier;
    QTest::mousePress(&view, Qt::LeftButton, keys, points.front());
    for (const QPoint& point : points.mid(1))
        moveTo(view, point, keys);
    QTest::mouseRelease(&view, Qt::LeftButton, keys, points.back());
}

void drag(ComparisonView& view, QPoint from, QPoint to, Qt::KeyboardModifiers keys) {
    QTest::mousePress(&view, Qt::LeftButton, keys, from);
    moveTo(view, (from + to) / 2, keys);
    moveTo(view, to, keys);
    QTest::mouseRelease(&view, Qt::LeftButton, keys, to);
}

} // namespace

class TestComparisonView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        if (QGuiApplication::platformName() == QLatin1String("offscreen"))
            QSKIP("needs a display: QOpenGLWidget cannot live on the offscreen platform");
    }

    void drawsAllPanes() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        const QImage picture = view.grabPicture();
        for (const int third : {0, 1, 2})
            QVERIFY(colours(picture, {third * 300 + 20, 80, 260, 300}) > 20);
        QVERIFY(view.lastFrameMs() > 0);
        // What a screenshot of the whole window holds, titles included.
        QWidget* const widget = &view;
        const QImage grabbed = widget->grab().toImage();
        QVERIFY(colours(grabbed, {0, 0, 300, 40}) > 5);
        QVERIFY(colours(grabbed, {20, 80, 260, 300}) > 20);
    }

    void hoverAndClick() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        QSignalSpy hovered(&view, &ComparisonView::cellHovered);
        QSignalSpy picked(&view, &ComparisonView::cellPicked);
        const auto lr = findCell(view, 60, 280);
        QVERIFY(lr);
        QCOMPARE(view.highlighted()->level, 0);
        QVERIFY(!hovered.isEmpty());
        QTest::mouseClick(&view, Qt::LeftButton, {}, *lr);
        QCOMPARE(picked.count(), 1);
        QVERIFY(view.pinned() && view.pinned() == view.highlighted());
        const auto hr = findCell(view, 660, 880);
        QVERIFY(hr);
        QCOMPARE(view.highlighted()->level, 1);
        QTest::mouseClick(&view, Qt::LeftButton, {}, {20, 60}); // nothing there
        QVERIFY(!view.pinned());
        view.setHighlighted(CellReference{1, 1000000});
        QVERIFY(!view.highlighted());
    }

    void dragTurnsAndDoubleClickRestores() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        const CameraState start = view.camera();
        QSignalSpy changed(&view, &ComparisonView::cameraChanged);
        QTest::mousePress(&view, Qt::LeftButton, {}, {150, 250});
        for (int x = 150; x <= 210; x += 10) {
            QMouseEvent move(QEvent::MouseMove, QPointF(x, 260), view.mapToGlobal(QPointF(x, 260)),
                             Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&view, &move);
        }
        QTest::mouseRelease(&view, Qt::LeftButton, {}, {210, 260});
        QVERIFY(!changed.isEmpty());
        QVERIFY(view.camera().position.x != start.position.x);
        QCOMPARE(view.camera().focalPoint.x, start.focalPoint.x);
        QVERIFY(!view.pinned()); // a drag is no click
        QTest::mouseDClick(&view, Qt::LeftButton, {}, {150, 250});
        QVERIFY(std::abs(view.camera().position.x - start.position.x) < 1e-6);
    }

    /// Not only the last one: what is dragged follows the mouse.
    void everyMoveIsDrawn() {
        ComparisonView view;
        ViewSettings settings; // nothing but cells, which VTK draws
        settings.showAxes = settings.showDetector = settings.showParticles = false;
        view.setViewSettings(settings);
        view.setComparison(comparison());
        show(view);
        const QRect within(320, 80, 260, 300);
        QTest::mousePress(&view, Qt::LeftButton, {}, {150, 250});
        QImage before;
        for (int x = 170; x <= 250; x += 20) {
            moveTo(view, {x, 250}, {});
            const QImage now = view.grabFramebuffer().copy(within);
            QVERIFY2(now != before, qPrintable(QString::number(x)));
            before = now;
        }
        QTest::mouseRelease(&view, Qt::LeftButton, {}, {250, 250});
    }

    void keysMoveTheCamera() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        const CameraState start = view.camera();
        QSignalSpy moved(&view, &ComparisonView::cameraMoved);
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(view.camera().position.x != start.position.x);
        QCOMPARE(view.camera().focalPoint.x, start.focalPoint.x);
        const CameraState turned = view.camera();
        QTest::keyClick(&view, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(view.camera().focalPoint.x != turned.focalPoint.x);
        QTest::keyClick(&view, Qt::Key_Plus);
        QTest::keyClick(&view, Qt::Key_Minus);
        QCOMPARE(moved.count(), 4);
    }

    void aBoxSelectsItsCells() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        QSignalSpy changed(&view, &ComparisonView::selectionChanged);
        drag(view, {310, 60}, {590, 400}, Qt::ControlModifier); // the predicted pane
        QCOMPARE(changed.count(), 1);
        QCOMPARE(view.selection().level, 1);
        const auto whole = view.selection();
        QVERIFY(whole.cells.size() > 20);
        drag(view, {310, 60}, {590, 230}, Qt::ControlModifier);
        const auto part = view.selection();
        QVERIFY(!part.empty() && part.cells.size() < whole.cells.size());
        QVERIFY(std::includes(whole.cells.begin(), whole.cells.end(), part.cells.begin(),
                              part.cells.end()));
        // A lasso around the same rectangle holds the same cells.
        view.setSelection({});
        lasso(view, {{310, 60}, {590, 60}, {590, 230}, {310, 230}, {310, 62}});
        QCOMPARE(view.selection().cells, part.cells);
        // Ctrl+click takes a cell away and brings it back.
        const auto at = findCell(view, 310, 590);
        QVERIFY(at);
        const std::size_t cell = view.highlighted()->index;
        const bool held = std::binary_search(part.cells.begin(), part.cells.end(), cell);
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, *at);
        QVERIFY(std::binary_search(view.selection().cells.begin(), view.selection().cells.end(),
                                   cell) != held);
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, *at);
        QCOMPARE(view.selection().cells, part.cells);
        view.setDragTool(DragTool::Box);
        const CameraState camera = view.camera();
        drag(view, {310, 60}, {590, 400}, {});
        QCOMPARE(view.selection().cells, whole.cells);
        QCOMPARE(view.camera().position.x, camera.position.x);
    }

    void dividerAndLegendAreDragged() {
        ComparisonView view;
        view.setComparison(comparison());
        ViewSettings settings;
        settings.arrangement = PaneArrangement::Wipe;
        settings.legendFloats = true;
        settings.legendX = settings.legendY = 0;
        view.setViewSettings(settings);
        show(view);
        QSignalSpy dragged(&view, &ComparisonView::viewSettingsDragged);
        drag(view, {450, 250}, {225, 260}, {});
        QVERIFY(std::abs(view.viewSettings().blend - 0.25) < 0.01);
        drag(view, {20, 60}, {420, 260}, {});
        QVERIFY(view.viewSettings().legendX > 0.3 && view.viewSettings().legendY > 0.3);
        QVERIFY(dragged.count() >= 2);
        const double first = view.viewSettings().blend;
        view.showOtherPicture();
        QCOMPARE(view.viewSettings().blendFirst, PaneRole::Truth);
        QCOMPARE(view.viewSettings().blend, first);
    }

    void aFlickerIsOffAtFirstAndNeverFast() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        QCOMPARE(ViewSettings().flickerSeconds, 0.0);
        ViewSettings settings;
        settings.arrangement = PaneArrangement::Flicker;
        view.setViewSettings(settings);
        QCOMPARE(view.flickerIntervalMs(), 0);
        settings.flickerSeconds = 0.01; // as a file could say
        view.setViewSettings(settings);
        QVERIFY(view.flickerIntervalMs() >= 1000 / 3);
        settings.flickerSeconds = 0;
        view.setViewSettings(settings);
        QCOMPARE(view.flickerIntervalMs(), 0);
    }

    void scrubbingKeepsTheCamera() {
        const auto shown = comparison();
        ComparisonView view;
        view.setComparison(shown);
        show(view);
        const QImage before = view.grabPicture();
        const CameraState camera = view.camera();
        const std::vector<float> nothing(shown->predicted.size(), 0.0F);
        view.setPredicted(nothing, QStringLiteral("noise"));
        const QImage after = view.grabPicture();
        QCOMPARE(view.camera().position.x, camera.position.x);
        QVERIFY(before.copy(310, 80, 280, 300) != after.copy(310, 80, 280, 300));
        QVERIFY(before.copy(610, 80, 280, 300) == after.copy(610, 80, 280, 300));
    }

    void survivesMovingBetweenWindowsAndClosing() {
        auto* view = new ComparisonView;
        view->setComparison(comparison());
        show(*view);
        {
            QWidget window;
            auto* layout = new QHBoxLayout(&window);
            layout->addWidget(view);
            window.resize(900, 500);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QVERIFY(colours(view->grabPicture(), {20, 80, 260, 300}) > 20);
            view->setParent(nullptr);
        }
        show(*view);
        QVERIFY(colours(view->grabPicture(), {20, 80, 260, 300}) > 20);
        view->setComparison(nullptr);
        view->grabPicture();
        delete view;
    }

    void neverShown() {
        ComparisonView view;
        view.setComparison(comparison());
        view.setViewSettings({});
        view.resetCamera();
        view.setPredicted({}, {});
    }

    void aPictureIsDrawnBesideTheWindow() {
        ComparisonView view;
        view.setComparison(comparison());
        show(view);
        const QImage before = view.grabPicture();
        const QImage picture = renderComparison(*view.comparison(), {}, nullptr, {400, 300});
        QVERIFY(colours(picture, {10, 60, 380, 150}) > 20);
        QVERIFY(view.grabPicture() == before); // its own context is untouched
    }
};

int main(int argc, char** argv) {
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    ComparisonView::prepareSurfaceFormat();
    QApplication application(argc, argv);
    TestComparisonView test;
    return QTest::qExec(&test, argc, argv);
}
#include "TestComparisonView.moc"
