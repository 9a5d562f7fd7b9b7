// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "DialogCloser.h"
#include "SampleEvents.h"
#include "WindowTestMain.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "window/MainWindow.h"

#include <QDialog>
#include <QSignalSpy>

#include <memory>

using namespace calolens;
using namespace calolens::test;

/// Every command of the registry does its work once, on an event with a finished run, without one,
/// and with no file open at all.
class TestEveryCommand : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    DialogCloser m_closer;

    std::unique_ptr<MainWindow> openWindow() {
        QSettings().clear(); // the window before has left its panels hidden
        auto window = std::make_unique<MainWindow>(analyticSource());
        window->resize(1000, 650);
        window->show();
        return window;
    }
    bool openFile(MainWindow& window) {
        window.document().openFile(m_folder.filePath(QStringLiteral("a.h5")));
        window.strip().settings().chooseSteps(3);
        return QTest::qWaitFor(
            [&] { return window.document().currentEvent() == 0 && window.session().canRun(); });
    }
    /// All commands, those last that take away what others need.
    static QList<QAction*> inOrder(MainWindow& window) {
        QList<QAction*> actions = window.commands().actions();
        for (const char* last : {"file.close", "file.quit"}) {
            QAction* action = window.commands().action(QString::fromLatin1(last));
            actions.removeOne(action);
            actions.append(action);
        }
        return actions;
    }
    void triggerAll(MainWindow& window) {
        int triggered = 0;
        for (QAction* action : inOrder(window)) {
            QSignalSpy spy(action, &QAction::triggered);
            const bool enabled = action->isEnabled();
            action->trigger();
            QCOMPARE(spy.count(), enabled ? 1 : 0);
            triggered += enabled ? 1 : 0;
            QCoreApplication::processEvents();
        }
        QVERIFY(triggered > 30);
    }

private Q_SLOTS:
    void initTestCase() {
        if (QGuiApplication::platformName() == QLatin1String("offscreen"))
            QSKIP("needs a display: QOpenGLWidget cannot live on the offscreen platform");
        writeSampleFile(m_folder.filePath(QStringLiteral("a.h5")), 3);
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        m_closer.start();
    }

    void withoutAFile() {
        const auto window = openWindow();
        triggerAll(*window);
    }

    void withAnEvent() {
        const auto window = openWindow();
        QVERIFY(openFile(*window));
        triggerAll(*window);
    }

    void withAFinishedRun() {
        const auto window = openWindow();
        QVERIFY(openFile(*window));
        QSignalSpy finished(&window->session(), &DenoisingSession::finished);
        window->commands().action(QStringLiteral("denoise.run"))->trigger();
        QVERIFY(finished.wait());
        triggerAll(*window);
    }
};

int main(int argc, char** argv) {
    return windowTestMain<TestEveryCommand>(argc, argv);
}
#include "TestEveryCommand.moc"
