// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "PictureComparison.h"
#include "ReplayScripts.h"
#include "SampleEvents.h"
#include "WindowTestMain.h"
#include "comparison/ComparisonPicture.h"
#include "comparison/ComparisonView.h"
#include "error/Error.h"
#include "events/EventFilterBar.h"
#include "events/EventsPanel.h"
#include "replay/ReplayPlayer.h"
#include "replay/ReplayRecorder.h"
#include "window/ViewPanel.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

#include <memory>

using namespace calolens;
using namespace calolens::test;

namespace {

/// What the window shows, without what depends on its size.
QString stateOf(MainWindow& window) {
    const ViewSettings& settings = window.viewPanel().settings();
    const Moments& moments = window.moments();
    return QStringLiteral(
               "event %1, rows %2, filter '%3', frame %4 of %5, bookmarks %6, pinned %7, "
               "selected %8 of level %9")
               .arg(window.document().currentEvent())
               .arg(window.eventsPanel().table().model()->rowCount())
               .arg(window.eventsPanel().filter().text())
               .arg(window.player().current())
               .arg(window.player().frameCount())
               .arg(moments.bookmarks().size())
               .arg(moments.pinned().has_value())
               .arg(window.view().selection().cells.size())
               .arg(window.view().selection().level) +
           QStringLiteral(", layout %1, blend %2, from %3 to %4, maps %5, clip %6, minimum %7, "
                          "legend floats %8, cell %9")
               .arg(static_cast<int>(settings.arrangement))
               .arg(settings.blend, 0, 'f', 1)
               .arg(static_cast<int>(settings.blendFirst))
               .arg(static_cast<int>(settings.blendSecond))
               .arg(settings.showMaps)
               .arg(settings.clipEta)
               .arg(settings.thresholdMeV)
               .arg(settings.legendFloats)
               .arg(window.view().pinned() ? static_cast<int>(window.view().pinned()->index) : -1);
}

/// The comparison with the window's camera and settings, in a size of its own.
QImage pictureOf(MainWindow& window) {
    const CameraState camera = window.view().camera();
    ViewSettings settings = window.view().viewSettings();
    settings.showAxes = settings.showDetector = settings.showParticles = false; // fonts differ
    settings.dark = settings.legendFloats = false;
    const QImage whole = renderComparison(*window.document().comparison(), settings, &camera,
                                          {900, 420}, 1, {}, window.view().selection());
    return whole.copy(0, 50, 900, 310); // nor titles and legend
}

} // namespace

/// What is recorded is what was done, and played it comes to the same end.
class TestReplay : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::unique_ptr<MainWindow> openWindow() {
        QSettings().clear();
        auto window = std::make_unique<MainWindow>(analyticSource());
        window->resize(1100, 760);
        window->show();
        window->document().openFile(m_folder.filePath(QStringLiteral("a.h5")));
        const bool ready = QTest::qWaitForWindowExposed(window.get()) && QTest::qWaitFor([&] {
                               return window->document().currentEvent() == 0 && atRest(*window) &&
                                      window->session().canRun();
                           });
        return ready ? std::move(window) : nullptr;
    }
    static bool atRest(MainWindow& window) {
        const auto state = window.session().state();
        return !window.document().busy() && !window.evidence().running() &&
               !window.eventsPanel().filter().searching() &&
               state != DenoisingSession::State::Starting &&
               state != DenoisingSession::State::Running;
    }
    static QString play(MainWindow& window, const Replay& replay) {
        ReplayPlayer player(window, replay);
        QSignalSpy ended(&player, &ReplayPlayer::ended);
        player.start();
        if (!ended.wait(60000))
            return QStringLiteral("it does not end");
        return ended[0][1].toString();
    }

private Q_SLOTS:
    void initTestCase() {
        if (QGuiApplication::platformName() == QLatin1String("offscreen"))
            QSKIP("needs a display: QOpenGLWidget cannot live on the offscreen platform");
        writeSampleFile(m_folder.filePath(QStringLiteral("a.h5")), 12);
    }

    void whatIsRecordedComesToTheSameEnd_data() {
        QTest::addColumn<int>("script");
        const auto scripts = replayScripts();
        for (std::size_t i = 0; i < scripts.size(); ++i)
            QTest::newRow(scripts[i].name) << static_cast<int>(i);
    }
    void whatIsRecordedComesToTheSameEnd() {
        QFETCH(int, script);
        const ReplayScript scripted = replayScripts()[static_cast<std::size_t>(script)];
        auto before = openWindow();
        QVERIFY(before);
        const QString start = stateOf(*before);
        ReplayRecorder recorder(*before);
        for (const auto& step : scripted.steps) {
            step(*before);
            QCoreApplication::processEvents();
            QTRY_VERIFY(atRest(*before));
        }
        const std::string text = replayToJson(recorder.replay());
        const QString end = stateOf(*before);
        QVERIFY(end != start);
        const QImage picture = pictureOf(*before);
        before.reset();

        auto after = openWindow();
        QVERIFY(after);
        const Replay replay = replayFromJson(text, "recording");
        QCOMPARE(replayToJson(replay), text);
        QCOMPARE(play(*after, replay), QString());
        QCOMPARE(stateOf(*after), end);
        QVERIFY(differingShare(pictureOf(*after), picture) < 0.01);

        // CALOLENS_KEEP_RECORDINGS: to make those of this folder again.
        const QString keep = qEnvironmentVariable("CALOLENS_KEEP_RECORDINGS");
        if (!keep.isEmpty()) {
            QFile file(
                QDir(keep).filePath(QString::fromLatin1(scripted.name) + QStringLiteral(".json")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text.c_str());
            picture.save(
                QDir(keep).filePath(QString::fromLatin1(scripted.name) + QStringLiteral(".png")));
            QFile state(
                QDir(keep).filePath(QString::fromLatin1(scripted.name) + QStringLiteral(".txt")));
            QVERIFY(state.open(QIODevice::WriteOnly));
            state.write(end.toUtf8() + '\n');
        }
    }

    /// The recordings that are kept: what one did in an earlier version does the same in this one.
    void keptRecordings_data() {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(CALOLENS_RECORDINGS));
        for (const QString& name : folder.entryList({QStringLiteral("*.json")}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void keptRecordings() {
        QFETCH(QString, path);
        auto window = openWindow();
        QVERIFY(window);
        QCOMPARE(play(*window, readReplay(QFile::encodeName(path).toStdString())), QString());
        const QString base = path.chopped(5);
        QFile state(base + QStringLiteral(".txt"));
        QVERIFY(state.open(QIODevice::ReadOnly));
        QCOMPARE(stateOf(*window), QString::fromUtf8(state.readAll()).trimmed());
        const QImage picture = pictureOf(*window);
        const double share = differingShare(picture, QImage(base + QStringLiteral(".png")));
        if (share > 0.04) { // fonts move the camera by a pixel
            const QString saved = QDir::current().filePath(QFileInfo(base).fileName() +
                                                           QStringLiteral("-differs.png"));
            picture.save(saved);
            QFAIL(
                qPrintable(QStringLiteral("%1 % of the picture differ from the recording's; see %2")
                               .arg(100 * share)
                               .arg(saved)));
        }
    }

    void thereAreRecordings() {
        QVERIFY(QDir(QStringLiteral(CALOLENS_RECORDINGS))
                    .entryList({QStringLiteral("*.json")})
                    .size() >= 4);
    }

    void whatCannotBeDoneIsSaid() {
        auto window = openWindow();
        QVERIFY(window);
        QVERIFY(play(*window, {{900, 600}, {CommandGiven{QStringLiteral("view.moose"), false}}})
                    .contains(QStringLiteral("view.moose")));
        QVERIFY(play(*window, {{900, 600}, {CommandGiven{QStringLiteral("frames.next"), false}}})
                    .contains(QStringLiteral("cannot be given now")));
        QVERIFY(
            play(*window, {{900, 600}, {FilterTyped{QStringLiteral("event < 2")}, EventChosen{7}}})
                .contains(QStringLiteral("does not show")));
    }

    void rubbishIsRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cause");
        const auto row = [](const char* name, const char* actions, const char* cause) {
            QTest::newRow(name) << QStringLiteral(
                                       "{\"format\": \"calolens-replay\", \"version\": 1, "
                                       "\"window\": [900, 600], \"actions\": [%1]}")
                                       .arg(QString::fromLatin1(actions))
                                << QString::fromLatin1(cause);
        };
        row("action", "{\"dance\": 1}", "action 1");
        row("mouse", "{\"filter\": \"\"}, {\"mouse\": \"lick\"}", "'lick'");
        row("key", "{\"key\": \"Klingon\", \"in\": \"view\"}", "action 1");
        row("place", "{\"key\": \"Left\", \"in\": \"moon\"}", "'moon'");
        QTest::newRow("json") << QStringLiteral("{") << QStringLiteral("file.json");
        QTest::newRow("format") << QStringLiteral("{}") << QStringLiteral("no recording");
        QTest::newRow("version") << QStringLiteral("{\"format\": \"calolens-replay\", "
                                                   "\"version\": 99}")
                                 << QStringLiteral("later version");
    }
    void rubbishIsRefused() {
        QFETCH(QString, text);
        QFETCH(QString, cause);
        try {
            (void)replayFromJson(text.toStdString(), "file.json");
            QFAIL("it was taken");
        } catch (const FileError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(cause), error.what());
        }
    }
};

int main(int argc, char** argv) {
    return windowTestMain<TestReplay>(argc, argv);
}
#include "TestReplay.moc"
