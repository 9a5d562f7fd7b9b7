// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ViewHistory.h"

#include <QSignalSpy>
#include <QTest>

using namespace calolens;

namespace {

/// What a window would show: it obeys the history.
struct Shown {
    explicit Shown(ViewHistory& history) {
        QObject::connect(&history, &ViewHistory::settingsWanted, &history,
                         [this](const ViewSettings& wanted) { settings = wanted; });
        QObject::connect(&history, &ViewHistory::cameraWanted, &history,
                         [this](const CameraState& wanted) { cameraX = wanted.position.x; });
        QObject::connect(&history, &ViewHistory::selectionWanted, &history,
                         [this](const CellSelection& wanted) { selection = wanted; });
    }
    ViewSettings settings;
    double cameraX = 0;
    CellSelection selection;
};

ViewSettings withThreshold(double mev) {
    ViewSettings settings;
    settings.thresholdMeV = mev;
    return settings;
}

CameraState at(double x) {
    CameraState camera;
    camera.position.x = x;
    return camera;
}

} // namespace

class TestViewHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack() {
        ViewHistory history;
        Shown shown(history);
        QVERIFY(!history.canUndo() && !history.canRedo());
        history.undo(); // nothing to undo: nothing happens
        history.redo();
        history.settingsChanged(withThreshold(1), withThreshold(5), false);
        history.cameraMoved(at(1), at(2), false);
        history.selectionChanged({}, {0, {3}});
        history.undo();
        QVERIFY(shown.selection.empty());
        history.undo();
        QCOMPARE(shown.cameraX, 1.0);
        history.undo();
        QCOMPARE(shown.settings.thresholdMeV, 1.0);
        QVERIFY(!history.canUndo());
        history.redo();
        history.redo();
        history.redo();
        QCOMPARE(shown.settings.thresholdMeV, 5.0);
        QCOMPARE(shown.cameraX, 2.0);
        QCOMPARE(shown.selection, (CellSelection{0, {3}}));
        QVERIFY(!history.canRedo());
    }

    void oneDragIsOneStep() {
        ViewHistory history;
        Shown shown(history);
        history.settingsChanged(withThreshold(1), withThreshold(2), false);
        history.settingsChanged(withThreshold(2), withThreshold(3), true);
        history.settingsChanged(withThreshold(3), withThreshold(9), true);
        history.settingsChanged(withThreshold(9), withThreshold(20), false); // another drag
        history.undo();
        QCOMPARE(shown.settings.thresholdMeV, 9.0);
        history.undo();
        QCOMPARE(shown.settings.thresholdMeV, 1.0);
        history.redo();
        QCOMPARE(shown.settings.thresholdMeV, 9.0);
        // Steps of different kinds are never one.
        history.cameraMoved(at(1), at(2), true);
        history.undo();
        QCOMPARE(shown.settings.thresholdMeV, 9.0);
        QCOMPARE(shown.cameraX, 1.0);
    }

    void aNewChangeEndsWhatCouldBeMadeAgain() {
        ViewHistory history;
        Shown shown(history);
        history.settingsChanged(withThreshold(1), withThreshold(2), false);
        history.undo();
        history.settingsChanged(withThreshold(1), withThreshold(7), false);
        QVERIFY(!history.canRedo());
        history.settingsChanged(withThreshold(7), withThreshold(7), false); // no change
        history.undo();
        QCOMPARE(shown.settings.thresholdMeV, 1.0);
    }

    void camerasOfAnotherEventArePassedOver() {
        ViewHistory history;
        Shown shown(history);
        history.settingsChanged(withThreshold(1), withThreshold(2), false);
        history.cameraMoved(at(1), at(2), false);
        history.selectionChanged({}, {0, {3}});
        history.eventChanged();
        QSignalSpy camera(&history, &ViewHistory::cameraWanted);
        QSignalSpy selection(&history, &ViewHistory::selectionWanted);
        history.undo();
        QCOMPARE(shown.settings.thresholdMeV, 1.0); // the settings belong to no event
        QVERIFY(camera.isEmpty() && selection.isEmpty());
        QVERIFY(!history.canUndo());
        history.redo();
        QCOMPARE(shown.settings.thresholdMeV, 2.0);
        QVERIFY(!history.canRedo()); // only stale steps are left
        history.redo();
        QVERIFY(camera.isEmpty() && selection.isEmpty());
    }

    void undoTellsWhenItCan() {
        ViewHistory history;
        QSignalSpy changed(&history, &ViewHistory::changed);
        history.cameraMoved(at(1), at(2), false);
        QVERIFY(!changed.isEmpty() && history.canUndo());
        changed.clear();
        history.eventChanged();
        QVERIFY(!changed.isEmpty() && !history.canUndo());
    }
};

QTEST_MAIN(TestViewHistory)
#include "TestViewHistory.moc"
