// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "SampleEvents.h"
#include "WindowTestMain.h"
#include "comparison/ComparisonView.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "distributions/DistributionsWindow.h"
#include "ensemble/EnsembleBar.h"
#include "events/EventFilterBar.h"
#include "events/EventTableModel.h"
#include "events/EventsPanel.h"
#include "plots/CellsInRange.h"
#include "plots/EventPlots.h"
#include "window/ExportDialog.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/SessionAutosave.h"
#include "window/ViewPanel.h"

#include <QAction>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>

#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

using namespace calolens;
using namespace calolens::test;

/// What a session brings back, and that it starts nothing.
class TestWindowSession : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    std::filesystem::path file(const char* name) const { return path(name).toStdString(); }

    std::unique_ptr<MainWindow> openWindow() {
        auto window = std::make_unique<MainWindow>(analyticSource({}));
        window->resize(1100, 700);
        window->show();
        const bool ready = QTest::qWaitFor([&] { return !window->session().models().isEmpty(); });
        return ready ? std::move(window) : nullptr;
    }
    static bool goTo(MainWindow& window, const QString& path, qint64 event) {
        window.document().openFile(path, event);
        return QTest::qWaitFor(
            [&] { return !window.document().busy() && window.document().currentEvent() == event; });
    }
    static bool restored(MainWindow& window) {
        return QTest::qWaitFor([&] { return !window.restoring() && !window.document().busy(); });
    }
    static bool run(MainWindow& window) {
        QSignalSpy finished(&window.session(), &DenoisingSession::finished);
        window.commands().action(QStringLiteral("denoise.run"))->trigger();
        return finished.wait();
    }
    /// A window looked at in a way that nobody would meet by chance.
    static void lookOddly(MainWindow& window) {
        ViewSettings settings;
        settings.style = CellStyle::Boxes;
        settings.thresholdMeV = 3;
        settings.showDifference = true;
        settings.arrangement = PaneArrangement::TwoByTwo;
        settings.layerGapMm = 60;
        window.findChild<ViewPanel*>()->setSettings(settings);
        Q_EMIT window.findChild<ViewPanel*>()->settingsChanged(settings, false);
        CameraState camera = window.view().camera();
        camera.position.x += 300;
        camera.position.z -= 200;
        window.view().setCamera(camera);
        window.view().setPinned(CellReference{1, 2});
    }

private Q_SLOTS:
    void initTestCase() {
        writeSampleFile(path("a.h5"), 10);
        writeSampleFile(path("b.h5"), 4);
        writeSampleFile(path("other.h5"), 10, false);
    }

    void theSamePictureComesBack() {
        auto before = openWindow();
        QVERIFY(before);
        QVERIFY(goTo(*before, path("b.h5"), 0));
        QVERIFY(goTo(*before, path("a.h5"), 7));
        lookOddly(*before);
        before->strip().settings().chooseSteps(6);
        before->strip().settings().chooseSeed(99);
        before->strip().settings().chooseSampler(QStringLiteral("euler-ancestral"));
        before->ensembleBar().setWanted(5);
        before->moments().set({{7, QStringLiteral("it splits")}, {0.5, {}}}, 0.5);
        writeSession(before->currentSession(), file("s.json"));
        const QImage picture = before->view().grabPicture();

        auto after = openWindow();
        QVERIFY(after);
        after->openPath(path("s.json"));
        QVERIFY(restored(*after));
        QCOMPARE(after->document().files().size(), std::size_t{2});
        QCOMPARE(after->document().currentEvent(), 7);
        QCOMPARE(after->view().grabPicture(), picture);
        QVERIFY(after->view().pinned() == before->view().pinned());
        QCOMPARE(after->session().nextRun().settings.steps, 6);
        QCOMPARE(after->session().nextRun().settings.seed, quint64{99});
        QCOMPARE(after->session().nextRun().settings.sampler, std::string("euler-ancestral"));
        QCOMPARE(after->ensembleBar().wanted(), 5);
        QCOMPARE(after->moments().bookmarks(), before->moments().bookmarks());
        QCOMPARE(after->moments().pinned(), std::optional(0.5));
        // Nothing runs by itself.
        QVERIFY(after->session().state() == DenoisingSession::State::Ready);
        QVERIFY(!after->ensemble().drawing());
        // And saved again, it is the same.
        QCOMPARE(sessionToJson(after->currentSession(), file(".")),
                 sessionToJson(before->currentSession(), file(".")));
    }

    /// Maps, a wipe, cuts, selected cells, the filter of the table, distributions.
    void theWholeStateComesBack_data() {
        QTest::addColumn<int>("arrangement");
        QTest::newRow("wipe") << static_cast<int>(PaneArrangement::Wipe);
        QTest::newRow("crossfade") << static_cast<int>(PaneArrangement::Crossfade);
        QTest::newRow("across") << static_cast<int>(PaneArrangement::Across);
    }
    void theWholeStateComesBack() {
        QFETCH(int, arrangement);
        auto before = openWindow();
        QVERIFY(before);
        QVERIFY(goTo(*before, path("a.h5"), 2));
        ViewSettings settings;
        settings.arrangement = static_cast<PaneArrangement>(arrangement);
        settings.blendFirst = PaneRole::Lr;
        settings.blendSecond = PaneRole::Truth;
        settings.blend = 0.3;
        settings.showMaps = true;
        settings.mapLayer = 1;
        settings.clipEta = 0.2;
        settings.clipDepth = -0.1;
        settings.opacity = 0.8;
        auto* panel = before->findChild<ViewPanel*>();
        panel->setSettings(settings);
        Q_EMIT panel->settingsChanged(settings, false);
        auto* plots = before->findChild<EventPlots*>();
        plots->chooseRange(static_cast<std::size_t>(EventPlot::Layers), 0.5, 1.5);
        QVERIFY(!before->view().selection().empty());
        before->eventsPanel().filter().setText(QStringLiteral("event < 5"));
        before->showDistributions();
        auto* distributions = before->findChild<DistributionsWindow*>();
        QVERIFY(QTest::qWaitFor([&] { return !distributions->scanning(); }));
        QVERIFY(distributions->choose("d2"));
        QTRY_COMPARE(before->eventsPanel().model().rowCount(), 5);
        writeSession(before->currentSession(), file("whole.json"));
        const QImage picture = before->view().grabPicture();

        auto after = openWindow();
        after->openPath(path("whole.json"));
        QVERIFY(restored(*after));
        QVERIFY(after->view().selection() == before->view().selection());
        QCOMPARE(after->view().grabPicture(), picture);
        QTRY_COMPARE(after->eventsPanel().model().rowCount(), 5);
        auto* again = after->findChild<DistributionsWindow*>();
        QVERIFY(again != nullptr);
        QCOMPARE(again->state().observable, std::string("d2"));
        QVERIFY(again->scanning()); // it reads when it is told to
        QCOMPARE(again->values().size(), std::size_t{0});
        QCOMPARE(sessionToJson(after->currentSession(), file(".")),
                 sessionToJson(before->currentSession(), file(".")));
    }

    /// The session of a later program.
    void whatIsNotUnderstoodIsSaid() {
        auto window = openWindow();
        QVERIFY(goTo(*window, path("a.h5"), 1));
        Session session = window->currentSession();
        std::string text = sessionToJson(session, file("."));
        text.replace(text.find("\"theme\""), 7, "\"taste\"");
        text.replace(text.find("\"opacity\""), 9, "\"opacities\"");
        QFile out(path("later.json"));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray::fromStdString(text));
        out.close();
        auto after = openWindow();
        after->openPath(path("later.json"));
        QVERIFY(restored(*after));
        QVERIFY2(after->messages().text().contains(
                     QStringLiteral("window.view.opacities, window.taste")),
                 qPrintable(after->messages().text()));
        QCOMPARE(after->document().currentEvent(), 1);
    }

    /// A screenshot dropped on a window brings back what it shows.
    void aPictureBringsItsViewBack() {
        auto before = openWindow();
        QVERIFY(goTo(*before, path("a.h5"), 4));
        lookOddly(*before);
        before->savePicture(path("shot.png"));
        const QImage picture = before->picture();
        QCOMPARE(QImage(path("shot.png")).convertToFormat(picture.format()), picture);

        auto after = openWindow();
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(path("shot.png"))});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(after.get(), &enter);
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(after.get(), &drop);
        QVERIFY(restored(*after));
        QCOMPARE(after->view().grabPicture(), before->view().grabPicture());

        // So does a sheet.
        before->exportTo({path("sheet.pdf"), 72, true, std::nullopt});
        auto third = openWindow();
        third->openPath(path("sheet.pdf"));
        QVERIFY(restored(*third));
        QCOMPARE(third->view().grabPicture(), before->view().grabPicture());

        // A picture that is not of this program says so, and costs nothing that is open.
        QImage plain(8, 8, QImage::Format_RGB32);
        plain.fill(Qt::blue);
        QVERIFY(plain.save(path("plain.png")));
        third->openPath(path("plain.png"));
        QVERIFY(third->messages().text().contains(QStringLiteral("plain.png")));
        QCOMPARE(third->document().currentEvent(), 4);
    }

    void aRunIsComparedWhenItIsMadeAgain() {
        auto window = openWindow();
        QVERIFY(goTo(*window, path("a.h5"), 3));
        window->strip().settings().chooseSteps(5);
        window->strip().settings().chooseSeed(4);
        QVERIFY(run(*window));
        Session session = window->currentSession();
        QVERIFY(session.picture.kind == SessionPicture::Kind::Run);

        auto after = openWindow();
        after->restoreSession(session);
        QVERIFY(restored(*after));
        QVERIFY(after->messages().text().contains(QStringLiteral("Run draws it again")));
        QVERIFY(run(*after));
        QTRY_VERIFY(after->messages().text().contains(QStringLiteral("to the bit")));

        // Another picture than the session's is said to be another.
        auto energies = session.picture.energies;
        energies.at(0) += 500;
        session.picture.setEnergies(energies);
        auto third = openWindow();
        third->restoreSession(session);
        QVERIFY(restored(*third));
        QVERIFY(run(*third));
        QTRY_VERIFY(third->messages().text().contains(QStringLiteral("It differs")));
    }

    void aMeanOfDrawsIsComparedWhenItIsMadeAgain() {
        auto window = openWindow();
        QVERIFY(goTo(*window, path("a.h5"), 2));
        window->strip().settings().chooseSteps(4);
        window->ensembleBar().setWanted(3);
        const auto draw = [](MainWindow& w) {
            w.commands().action(QStringLiteral("evidence.draw"))->trigger();
            return QTest::qWaitFor(
                [&] { return !w.ensemble().drawing() && w.ensemble().count() == 3; });
        };
        QVERIFY(draw(*window));
        window->commands().action(QStringLiteral("evidence.mean"))->trigger();
        const Session session = window->currentSession();
        QVERIFY(session.picture.kind == SessionPicture::Kind::Draws);

        auto after = openWindow();
        after->restoreSession(session);
        QVERIFY(restored(*after));
        QVERIFY(draw(*after));
        QTRY_VERIFY(after->messages().text().contains(QStringLiteral("to the bit")));
    }

    void whatIsNotThereAnyMoreIsSaid() {
        auto window = openWindow();
        QVERIFY(goTo(*window, path("a.h5"), 5));
        Session session = window->currentSession();
        session.files.insert(session.files.begin(), {file("gone.h5"), "", 0});
        session.current = 1;
        auto after = openWindow();
        after->restoreSession(session);
        QVERIFY(restored(*after));
        QCOMPARE(after->document().currentEvent(), 5);

        session.files = {{file("gone.h5"), "", 0}};
        session.current = 0;
        auto none = openWindow();
        none->restoreSession(session);
        QVERIFY(!none->restoring());
        QVERIFY(none->messages().text().contains(QStringLiteral("gone.h5")));

        // The same name, other events.
        session = window->currentSession();
        QVERIFY(!session.files[0].identity.empty());
        session.files[0].path = file("other.h5");
        auto other = openWindow();
        other->restoreSession(session);
        QVERIFY(restored(*other));
        QVERIFY(other->messages().text().contains(QStringLiteral("other events")));

        QFile rubbish(path("rubbish.json"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("{\"format\": \"calolens-session\", \"version\": 1}");
        rubbish.close();
        other->openPath(path("rubbish.json"));
        QVERIFY(other->messages().text().contains(QStringLiteral("rubbish.json")));
        QCOMPARE(other->document().files().size(), std::size_t{1});
    }

    void theLastSessionIsThereAfterAnEnd() {
        const QString kept = path("kept/session.json");
        {
            auto window = openWindow();
            window->keepSession(kept);
            QVERIFY(window->messages().text().isEmpty());
            QVERIFY(goTo(*window, path("a.h5"), 6));
            window->close();
        }
        auto window = openWindow();
        window->keepSession(kept);
        QVERIFY(window->messages().text().isEmpty()); // it ended well
        QAction* last = window->commands().action(QStringLiteral("session.last"));
        QVERIFY(last->isEnabled());
        last->trigger();
        QVERIFY(restored(*window));
        QCOMPARE(window->document().currentEvent(), 6);
        // A second window neither takes over nor spoils it.
        auto second = openWindow();
        second->keepSession(kept);
        QVERIFY(second->messages().text().isEmpty());
        QVERIFY(goTo(*second, path("b.h5"), 1));
        second->close();
        QVERIFY(!QFile::exists(kept) || readSession(kept.toStdString()).files.size() == 1);
    }

    void aCrashIsNoticed() {
        const QString kept = path("crash/session.json");
        Session session;
        session.files = {{file("a.h5"), "", 4}};
        session.current = 0;
        session.run = {"m", "", "heun", "karras", 5, 1, "auto", 3};
        const pid_t child = fork();
        if (child == 0) {
            SessionAutosave autosave(kept, [&] { return session; });
            autosave.save();
            raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        auto window = openWindow();
        window->keepSession(kept);
        QVERIFY(window->messages().text().contains(QStringLiteral("did not end well")));
        window->commands().action(QStringLiteral("session.last"))->trigger();
        QVERIFY(restored(*window));
        QCOMPARE(window->document().currentEvent(), 4);
    }
};

int main(int argc, char** argv) {
    return windowTestMain<TestWindowSession>(argc, argv);
}
#include "TestWindowSession.moc"
