// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "SampleEvents.h"
#include "WindowTestMain.h"
#include "comparison/ComparisonView.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "ensemble/EnsembleBar.h"
#include "evidence/EvidencePanel.h"
#include "theme/Theme.h"
#include "window/CellDetails.h"
#include "window/ColourControls.h"
#include "window/DemoEvents.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/RecentFiles.h"
#include "window/SelectionDetails.h"
#include "window/ViewPanel.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSet>
#include <QSignalSpy>
#include <QSlider>
#include <QTableWidget>

#include <cmath>
#include <functional>
#include <memory>

using namespace calolens;
using namespace calolens::test;

class TestMainWindow : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// A window on a.h5 with the models known.
    std::unique_ptr<MainWindow> openWindow(AnalyticModel::Hook hook = {}) {
        auto window = std::make_unique<MainWindow>(analyticSource(std::move(hook)));
        window->resize(1100, 700);
        window->show();
        window->document().openFile(path("a.h5"));
        window->strip().settings().chooseSteps(6);
        const bool ready = QTest::qWaitFor(
            [&] { return window->document().currentEvent() == 0 && window->session().canRun(); });
        return ready ? std::move(window) : nullptr;
    }
    static bool runToTheEnd(MainWindow& window) {
        QSignalSpy finished(&window.session(), &DenoisingSession::finished);
        window.commands().action(QStringLiteral("denoise.run"))->trigger();
        return finished.wait();
    }

private Q_SLOTS:
    void initTestCase() {
        writeSampleFile(path("a.h5"), 10);
        writeSampleFile(path("real.h5"), 2, false);
        writeSampleFile(path("empty.h5"), 0);
        QFile rubbish(path("rubbish.h5"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("rubbish");
    }

    /// The label over the predicted pane always says which picture is on the screen.
    void drawsAreShownAndChecked() {
        auto window = openWindow();
        QVERIFY(window);
        const auto label = [&] {
            return QString::fromStdString(window->document().comparison()->predictedLabel);
        };
        const auto drawnAndChecked = [&] {
            return QTest::qWaitFor([&] {
                return !window->ensemble().drawing() && !window->evidence().running() &&
                       window->ensemble().count() == window->ensembleBar().wanted();
            });
        };
        InformationSession& information = window->information();
        information.setWatched(true);
        QVERIFY(information.reason().contains(QStringLiteral("Nothing is predicted")));
        window->ensembleBar().setWanted(6);
        window->commands().action(QStringLiteral("evidence.draw"))->trigger();
        QVERIFY(drawnAndChecked());
        QCOMPARE(label(), QStringLiteral("mean of 6 draws"));
        QCOMPARE(window->document().comparison()->predicted,
                 window->ensemble().draws()->prediction.mean());
        QVERIFY(window->evidence().evidence()->of.draws == window->ensemble().draws());
        // This model cannot be asked where the picture comes from, and that is said.
        QVERIFY(QTest::qWaitFor([&] { return !information.running(); }));
        QVERIFY(!information.shown() &&
                information.reason().contains(QStringLiteral("other variables")));
        window->commands().action(QStringLiteral("evidence.nextDraw"))->trigger();
        QCOMPARE(label(), QStringLiteral("draw 1 of 6"));
        QCOMPARE(window->document().comparison()->predicted,
                 window->ensemble().draws()->prediction.draw(0));

        // A map has a pane of its own, as long as it is of this event.
        const auto maps = [&] {
            int count = 0;
            for (const EvidenceFinding& finding : window->evidence().evidence()->findings)
                count += static_cast<int>(finding.result.maps().size());
            return count;
        };
        QVERIFY(maps() > 0);
        for (const EvidenceFinding& finding : window->evidence().evidence()->findings)
            if (!finding.result.maps().empty())
                window->evidencePanel().chooseMap(
                    QString::fromStdString(finding.check->info.id),
                    QString::fromStdString(finding.result.maps().front().name));
        QVERIFY(window->evidencePanel().map() != nullptr);

        // A run is what one wants to see when one has started it; the draws stay.
        QVERIFY(runToTheEnd(*window));
        QCOMPARE(label(), QStringLiteral("one draw, seed 1"));
        QCOMPARE(window->ensemble().count(), 6);
        window->commands().action(QStringLiteral("evidence.mean"))->trigger();
        QCOMPARE(label(), QStringLiteral("mean of 6 draws"));

        // Another event has none, and its own when one comes back.
        window->document().stepEvent(1);
        QVERIFY(QTest::qWaitFor([&] { return window->document().currentEvent() == 1; }));
        QCOMPARE(window->ensemble().count(), 0);
        QVERIFY(QTest::qWaitFor([&] { return !window->evidence().running(); }));
        QVERIFY(window->document().comparison()->predicted.empty());
        window->document().stepEvent(-1);
        QVERIFY(QTest::qWaitFor([&] { return window->document().currentEvent() == 0; }));
        QCOMPARE(window->ensemble().count(), 6);
        QCOMPARE(label(), QStringLiteral("mean of 6 draws"));
    }

    void everyCommandCanBeFound() {
        MainWindow window(analyticSource());
        QSet<QAction*> inMenus;
        const std::function<void(QMenu*)> collect = [&](QMenu* menu) {
            for (QAction* action : menu->actions()) {
                inMenus << action;
                if (action->menu() != nullptr)
                    collect(action->menu());
            }
        };
        for (QAction* action : window.menuBar()->actions())
            collect(action->menu());
        QSet<QString> shortcuts;
        QVERIFY(window.commands().actions().size() > 30);
        for (QAction* action : window.commands().actions()) {
            const char* id = qPrintable(action->objectName());
            QVERIFY2(!CommandRegistry::plainText(action).isEmpty(), id);
            QVERIFY2(!action->toolTip().isEmpty(), id);
            QVERIFY2(!CommandRegistry::categoryOf(action).isEmpty(), id);
            QVERIFY2(inMenus.contains(action), id);
            QVERIFY2(window.actions().contains(action), id); // else its shortcut is dead
            const QString keys = action->shortcut().toString();
            QVERIFY2(keys.isEmpty() || !shortcuts.contains(keys), id);
            shortcuts << keys;
        }
    }

    void demoEventsAreThere() {
        if (demoEventsPaths().isEmpty())
            QSKIP("the demo events are neither installed nor in the source tree");
        MainWindow window(analyticSource());
        window.openDemo(3);
        QTRY_VERIFY(!window.document().busy());
        QCOMPARE(window.document().currentEvent(), 3);
        QCOMPARE(window.document().files().size(), std::size_t(demoEventsPaths().size()));
        QVERIFY(window.document().event()->hasTruth());
    }

    void errorsStayUntilDismissedAndBlockNothing() {
        auto window = openWindow();
        QVERIFY(window);
        window->document().openFile(path("rubbish.h5"));
        QTRY_VERIFY(window->messages().isVisible());
        QVERIFY(window->messages().text().contains(QStringLiteral("rubbish.h5")));
        QCOMPARE(window->document().currentEvent(), 0); // what was open still is
        window->commands().action(QStringLiteral("event.next"))->trigger();
        QTRY_COMPARE(window->document().currentEvent(), 1);
        QVERIFY(window->messages().isVisible());
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QVERIFY(!window->messages().isVisible());
    }

    void aRunIsShownAndScrubbed() {
        auto window = openWindow();
        QVERIFY(window);
        QVERIFY(runToTheEnd(*window));
        const RecordedFrames& frames = window->session().frames();
        QCOMPARE(window->document().comparison()->predicted, frames[6].frame->estimate);
        QVERIFY(QString::fromStdString(window->document().comparison()->predictedLabel)
                    .contains(QStringLiteral("seed 1")));
        window->player().goTo(2);
        QCOMPARE(window->document().comparison()->predicted, frames[2].frame->estimate);
        window->commands().action(QStringLiteral("frames.noisy"))->trigger();
        QCOMPARE(window->document().comparison()->predicted, frames[2].frame->state);
        QVERIFY(QString::fromStdString(window->document().comparison()->predictedLabel)
                    .contains(QStringLiteral("noisy")));
        window->commands().action(QStringLiteral("event.next"))->trigger();
        QTRY_COMPARE(window->document().currentEvent(), 1);
        QVERIFY(frames.empty());
        QVERIFY(window->document().comparison()->predicted.empty());
    }

    void aResultIsThereAgainWhenItsEventIs() {
        auto window = openWindow();
        QVERIFY(window);
        window->strip().settings().chooseSeed(7);
        QVERIFY(runToTheEnd(*window));
        const auto result = window->document().comparison()->predicted;
        const auto label = window->document().comparison()->predictedLabel;
        window->document().goToEvent(1);
        QTRY_COMPARE(window->document().currentEvent(), 1);
        QVERIFY(window->document().comparison()->predicted.empty());
        window->strip().settings().chooseSeed(8);
        QVERIFY(runToTheEnd(*window));
        for (int i = 0; i < 2; ++i) {
            window->document().goToEvent(0);
            QTRY_COMPARE(window->document().currentEvent(), 0);
            QCOMPARE(window->document().comparison()->predicted, result);
            QCOMPARE(window->document().comparison()->predictedLabel, label);
            QCOMPARE(window->document().comparison()->settings.seed, std::uint64_t{7});
            QCOMPARE(window->player().frameCount(), 7);
            window->document().openFile(path("real.h5")); // the same number in another file
            QTRY_VERIFY(window->document().event() && !window->document().event()->hasTruth());
            QVERIFY(window->document().comparison()->predicted.empty());
            window->document().setCurrentFile(0);
            QTRY_VERIFY(window->document().event()->hasTruth());
        }
    }

    /// A pinned moment is compared with whichever is shown, before a reference run is.
    void twoMomentsAreCompared() {
        auto window = openWindow();
        QVERIFY(window);
        const auto shown = [&](PaneRole role) { return window->view().paneContent(role); };
        QVERIFY(runToTheEnd(*window));
        const RecordedFrames& frames = window->session().frames();
        window->commands().action(QStringLiteral("denoise.keepReference"))->trigger();
        window->player().goTo(2);
        window->commands().action(QStringLiteral("frames.pin"))->trigger();
        window->player().goToLast();
        QCOMPARE(shown(PaneRole::Reference).energies, frames[2].frame->estimate);
        QVERIFY(shown(PaneRole::Reference).title.startsWith(QStringLiteral("Pinned: ")));
        QVERIFY(shown(PaneRole::Reference).title.contains(QStringLiteral("step 2 of 6")));
        QVERIFY(shown(PaneRole::RunDifference).title.contains(QStringLiteral("pinned")));
        const std::vector<float> difference = shown(PaneRole::RunDifference).energies;
        QCOMPARE(difference.size(), frames[6].frame->estimate.size());
        for (std::size_t i = 0; i < difference.size(); ++i)
            QCOMPARE(difference[i], frames[6].frame->estimate[i] - frames[2].frame->estimate[i]);
        window->commands().action(QStringLiteral("frames.noisy"))->trigger();
        QCOMPARE(shown(PaneRole::Reference).energies, frames[2].frame->state);
        window->commands().action(QStringLiteral("frames.unpin"))->trigger();
        QCOMPARE(shown(PaneRole::Reference).title.section(QLatin1Char(':'), 0, 0),
                 QStringLiteral("Reference"));
        // The moment stays pinned while another event is looked at, and waits for its run.
        window->commands().action(QStringLiteral("frames.pin"))->trigger();
        window->document().goToEvent(1);
        QTRY_COMPARE(window->document().currentEvent(), 1);
        QVERIFY(shown(PaneRole::Reference).energies.empty());
        QVERIFY(runToTheEnd(*window));
        QCOMPARE(shown(PaneRole::Reference).energies.size(),
                 window->document().event()->hr().size());
    }

    void twoRunsAreComparedFrameByFrame() {
        auto window = openWindow();
        QVERIFY(window);
        QAction* keep = window->commands().action(QStringLiteral("denoise.keepReference"));
        QAction* drop = window->commands().action(QStringLiteral("denoise.dropReference"));
        QVERIFY(!keep->isEnabled() && !drop->isEnabled());
        QVERIFY(runToTheEnd(*window));
        const QImage before = window->view().grabPicture();
        QVERIFY(keep->isEnabled());
        keep->trigger();
        QVERIFY(drop->isEnabled());
        const QImage withReference = window->view().grabPicture();
        QVERIFY(withReference != before); // panes of their own
        QVERIFY(QString::fromStdString(window->document().comparison()->predictedLabel)
                    .contains(QStringLiteral("6 steps")));

        window->strip().settings().chooseSampler(QStringLiteral("ddim"));
        window->strip().settings().chooseSteps(3);
        QVERIFY(runToTheEnd(*window));
        QCOMPARE(window->session().frames().size(), 4);
        QCOMPARE(window->session().reference()->frames.size(), 7);
        const QImage atTheEnd = window->view().grabPicture();
        window->player().goTo(1);
        QVERIFY(window->view().grabPicture() != atTheEnd);
        window->player().goToLast();
        drop->trigger();
        QVERIFY(!drop->isEnabled());
        QVERIFY(window->session().reference() == nullptr);
        QVERIFY(window->view().grabPicture() != atTheEnd);
    }

    void realDataRunsToo() {
        auto window = openWindow();
        QVERIFY(window);
        window->document().openFile(path("real.h5"));
        QTRY_VERIFY(window->document().event() && !window->document().event()->hasTruth());
        QVERIFY(runToTheEnd(*window));
        QVERIFY(!window->picture().isNull());
    }

    void aFileWithoutEventsIsNoError() {
        auto window = openWindow();
        QVERIFY(window);
        window->document().openFile(path("empty.h5"));
        QTRY_COMPARE(window->document().eventCount(), 0);
        QCOMPARE(window->session().state(), DenoisingSession::State::NoEvent);
        QVERIFY(!window->commands().action(QStringLiteral("denoise.run"))->isEnabled());
    }

    void closingDuringARunComesBack() {
        for (int i = 0; i < 5; ++i) {
            auto window = openWindow();
            QVERIFY(window);
            window->strip().settings().chooseSteps(1000);
            window->commands().action(QStringLiteral("denoise.run"))->trigger();
            if (i > 0)
                QTRY_VERIFY(window->session().stepsTaken() > i);
            QVERIFY(window->close());
            window.reset();
        }
    }

    /// Panels that were hidden when the window was closed, all or some, tabs or not.
    void hiddenPanelsStayHidden_data() {
        QTest::addColumn<QStringList>("commands");
        QTest::newRow("all") << QStringList{QStringLiteral("view.viewOnly")};
        QTest::newRow("a tab") << QStringList{QStringLiteral("view.detailsPanel")};
        QTest::newRow("all tabs") << QStringList{QStringLiteral("view.detailsPanel"),
                                                 QStringLiteral("view.evidencePanel"),
                                                 QStringLiteral("view.plotsPanel")};
        QTest::newRow("the log shown") << QStringList{QStringLiteral("view.logPanel")};
    }
    void hiddenPanelsStayHidden() {
        QFETCH(QStringList, commands);
        QSettings().clear();
        const auto hidden = [](MainWindow& window) {
            QStringList names;
            for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
                if (dock->isHidden())
                    names << dock->objectName();
            names.sort();
            return names;
        };
        QStringList before;
        {
            auto window = openWindow();
            QVERIFY(window);
            for (const QString& command : commands)
                window->commands().action(command)->trigger();
            before = hidden(*window);
            window->close();
        }
        for (int again = 0; again < 2; ++again) {
            auto window = openWindow();
            QVERIFY(window);
            QCOMPARE(hidden(*window), before);
            for (const char* command :
                 {"view.detailsPanel", "view.evidencePanel", "evidence.panel", "view.plotsPanel"})
                window->commands().action(QString::fromLatin1(command))->trigger();
            window->close();
            QSettings().sync();
            before = hidden(*window);
        }
        QSettings().clear();
    }

    void filesAreDropped() {
        auto window = openWindow();
        QVERIFY(window);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path("real.h5"))});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &drop);
        QTRY_COMPARE(window->document().files().size(), std::size_t{2});
        QMimeData text;
        text.setText(QStringLiteral("no file"));
        QDragEnterEvent other(QPoint(50, 50), Qt::CopyAction, &text, Qt::LeftButton, {});
        other.ignore();
        QApplication::sendEvent(window.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void recentFilesAreRemembered() {
        RecentFiles recent;
        recent.clear();
        for (int i = 0; i < 2 * RecentFiles::Most; ++i)
            recent.add(path(qPrintable(QStringLiteral("%1.h5").arg(i))));
        recent.add(path("a.h5"));
        recent.add(path("a.h5"));
        QCOMPARE(RecentFiles().paths().size(), RecentFiles::Most);
        QCOMPARE(RecentFiles().paths().first(), path("a.h5"));
        QMenu menu;
        recent.fill(&menu);
        Q_EMIT menu.aboutToShow();
        QCOMPARE(menu.actions().first()->text(), QStringLiteral("a.h5"));
        QCOMPARE(menu.actions().size(), 3); // those that do not exist are left out
        QSignalSpy chosen(&recent, &RecentFiles::chosen);
        menu.actions().first()->trigger();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), path("a.h5"));
    }

    void theWindowComesBackAsItWasLeft() {
        {
            auto window = openWindow();
            QVERIFY(window);
            window->resize(1187, 654);
            window->commands().action(QStringLiteral("view.eventsPanel"))->trigger();
            window->close();
        }
        MainWindow window(analyticSource());
        QCOMPARE(window.size(), QSize(1187, 654));
        QVERIFY(!window.commands().action(QStringLiteral("view.eventsPanel"))->isChecked());
        window.commands().action(QStringLiteral("view.eventsPanel"))->trigger();
        window.close();
    }

    void thresholdSliderIsLogarithmic() {
        QCOMPARE(ViewPanel::thresholdAt(0), 0.0);
        QCOMPARE(ViewPanel::thresholdAt(1), 0.1);
        QVERIFY(std::abs(ViewPanel::thresholdAt(ViewPanel::SliderSteps) - 10000) < 1e-6);
        for (int value = 0; value <= ViewPanel::SliderSteps; ++value)
            QCOMPARE(ViewPanel::sliderValueFor(ViewPanel::thresholdAt(value)), value);
        const double ratio = ViewPanel::thresholdAt(201) / ViewPanel::thresholdAt(200);
        QVERIFY(std::abs(ViewPanel::thresholdAt(301) / ViewPanel::thresholdAt(300) - ratio) < 1e-9);
    }

    void viewPanelTellsWhatIsChosen() {
        ViewPanel panel;
        panel.setReadout(*sampleReadout());
        QSignalSpy changed(&panel, &ViewPanel::settingsChanged);
        ViewSettings settings;
        settings.colourMap = "viridis";
        settings.layerVisible = {true, false, true};
        settings.thresholdMeV = ViewPanel::thresholdAt(120);
        settings.showDifference = true;
        settings.arrangement = PaneArrangement::Single;
        settings.singlePane = PaneRole::Truth;
        panel.setSettings(settings);
        QCOMPARE(changed.count(), 0); // it was told, so it does not tell
        for (QCheckBox* box : panel.findChildren<QCheckBox*>())
            if (box->text() == QStringLiteral("ECAL1"))
                box->toggle();
        QCOMPARE(changed.count(), 1);
        settings.layerVisible = {false, false, true};
        QVERIFY(panel.settings() == settings); // nothing else was lost on the way
    }

    void everyKindOfSettingIsKeptByThePanel() {
        ViewPanel panel;
        panel.setReadout(*sampleReadout());
        ViewSettings settings;
        settings.arrangement = PaneArrangement::Wipe;
        settings.blendFirst = PaneRole::Lr;
        settings.blend = 0.123;
        settings.flickerSeconds = 1;
        settings.showMaps = true;
        settings.mapLayer = 1;
        settings.rangeHighMeV = 1234.567; // shown rounded
        settings.sharedRange = false;
        settings.legendFloats = true;
        settings.legendX = 0.3;
        settings.clipPhi = -0.123;
        settings.thresholdMeV = 3.21;
        settings.opacity = 0.777;
        settings.layerGapMm = 77;
        panel.setSettings(settings);
        for (QCheckBox* box : panel.findChildren<QCheckBox*>())
            if (box->text() == QStringLiteral("Axes"))
                box->toggle();
        settings.layerVisible = {true, true, true};
        settings.showAxes = false;
        QVERIFY(panel.settings() == settings);
    }

    void energiesAreReadAsTheyAreWritten() {
        QCOMPARE(ColourControls::energyFrom(QStringLiteral("20")), std::optional(20.0));
        QCOMPARE(ColourControls::energyFrom(QStringLiteral("20 MeV")), std::optional(20.0));
        QCOMPARE(ColourControls::energyFrom(QStringLiteral("1.5GeV")), std::optional(1500.0));
        QCOMPARE(ColourControls::energyFrom(QStringLiteral(" ")), std::optional(0.0));
        QVERIFY(!ColourControls::energyFrom(QStringLiteral("-3")));
        QVERIFY(!ColourControls::energyFrom(QStringLiteral("much")));
        QVERIFY(!ColourControls::energyFrom(QStringLiteral("inf")));
    }

    void changesOfTheViewAreUndone() {
        const auto window = openWindow();
        QVERIFY(window);
        const auto command = [&](const char* id) {
            window->commands().action(QString::fromLatin1(id))->trigger();
        };
        ComparisonView& view = window->view();
        QVERIFY(!window->commands().action(QStringLiteral("view.undo"))->isEnabled());
        command("view.wipe");
        command("view.maps");
        QVERIFY(view.viewSettings().showMaps);
        command("view.undo");
        QVERIFY(!view.viewSettings().showMaps);
        QCOMPARE(view.viewSettings().arrangement, PaneArrangement::Wipe);
        QVERIFY(window->viewPanel().settings() == view.viewSettings() ||
                window->viewPanel().settings().arrangement == PaneArrangement::Wipe);
        command("view.undo");
        QCOMPARE(view.viewSettings().arrangement, PaneArrangement::Across);
        command("view.redo");
        QCOMPARE(view.viewSettings().arrangement, PaneArrangement::Wipe);
        // A selection, shown with its sums, and the camera.
        command("view.selectAll");
        QCOMPARE(view.selection().cells.size(), window->document().event()->lr().size());
        auto* sums = window->findChild<SelectionDetails*>();
        QVERIFY(!sums->isHidden());
        const double x = view.camera().position.x;
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(view.camera().position.x != x);
        command("view.undo"); // both, being one movement
        QCOMPARE(view.camera().position.x, x);
        command("view.undo");
        QVERIFY(view.selection().empty());
        QVERIFY(sums->isHidden());
        command("view.redo");
        QVERIFY(!view.selection().empty());
        // Another event: its cells are others, its settings are not.
        window->document().goToEvent(1);
        QVERIFY(QTest::qWaitFor([&] { return window->document().currentEvent() == 1; }));
        QVERIFY(view.selection().empty());
        command("view.undo");
        QVERIFY(view.selection().empty());
        QCOMPARE(view.viewSettings().arrangement, PaneArrangement::Across);
    }

    void theMinimumEnergyFollowsItsSliderLive() {
        const auto window = openWindow();
        QVERIFY(window);
        QSlider* slider = nullptr;
        for (QSlider* candidate : window->viewPanel().findChildren<QSlider*>())
            if (candidate->accessibleName() == QStringLiteral("Minimum energy"))
                slider = candidate;
        QVERIFY(slider != nullptr);
        slider->setSliderDown(true);
        const double before = window->view().viewSettings().thresholdMeV;
        for (const int value : {150, 200, 300}) {
            slider->setSliderPosition(value); // while the mouse holds it
            QCOMPARE(window->view().viewSettings().thresholdMeV, ViewPanel::thresholdAt(value));
        }
        slider->setSliderDown(false);
        window->history().undo();
        QCOMPARE(window->view().viewSettings().thresholdMeV, before);
    }

    void pickedCellIsExplained() {
        CellDetails details;
        auto comparison = std::make_shared<EventComparison>();
        comparison->event = std::make_shared<const Event>(sampleEvent(0));
        comparison->predicted.assign(comparison->event->hr().size(), 12.5F);
        details.setComparison(comparison);
        details.setCell(CellReference{1, 6}); // child 2 of LR cell 1
        auto* table = details.findChild<QTableWidget*>();
        QCOMPARE(table->rowCount(), 4 + 1);
        for (int row = 0; row < 4; ++row) {
            const std::size_t child = 4 + static_cast<std::size_t>(row);
            QCOMPARE(table->item(row, 1)->text(), QLocale().toString(12.5, 'f', 1));
            QCOMPARE(table->item(row, 2)->text(),
                     QLocale().toString(comparison->event->hr().energy[child], 'f', 1));
            QCOMPARE(table->item(row, 0)->font().bold(), row == 2);
        }
        QCOMPARE(table->item(4, 1)->text(), QLocale().toString(50.0, 'f', 1));
        details.setCell(CellReference{7, 0}); // no such level: nothing to say, and no crash
        QVERIFY(table->isHidden());
        details.setComparison(nullptr);
        QVERIFY(table->isHidden());
    }
};

int main(int argc, char** argv) {
    return windowTestMain<TestMainWindow>(argc, argv);
}
#include "TestMainWindow.moc"
