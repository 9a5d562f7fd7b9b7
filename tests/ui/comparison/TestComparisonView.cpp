// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonPicture.h"
#include "comparison/ComparisonView.h"
#include "synthetic/SyntheticEvent.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

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
