// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnalyticModel.h"
#include "DialogCloser.h"
#include "SampleEvents.h"
#include "WatchedApplication.h"
#include "WindowTestMain.h"
#include "comparison/ComparisonView.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "events/EventFilterBar.h"
#include "events/EventsPanel.h"
#include "stress/StressLab.h"
#include "theme/Theme.h"
#include "window/MainWindow.h"
#include "window/MessageBar.h"
#include "window/ViewPanel.h"

#include <QFile>
#include <QLineEdit>
#include <QMap>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>

using namespace calolens;
using namespace calolens::test;

namespace {

struct RandomAction {
    QString name;
    int weight;
    std::function<void()> act;
    bool waits = false; ///< for something; how long says nothing
};

/// How long the window stood still for an action, without drawing.
struct StandStill {
    GuiTime longest; ///< each of its own
    int count = 0;
    int tooLong = 0; ///< of the GUI's own time
};
constexpr double kTooLongMs = 100;

} // namespace

/// Whatever is done in whatever order, the window neither crashes nor hangs nor shows one event's
/// picture on another. CALOLENS_RANDOM_ACTIONS, _SEED and _ONLY choose how much and what;
/// at the end stands how long the window stood still for which actions, which no test judges: it
/// depends on the machine and on sanitizers.
class TestRandomActions : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QRandomGenerator m_random;
    DialogCloser m_closer;
    QString m_command;                      ///< that was given by anyCommand()
    QMap<QString, StandStill> m_stoodStill; ///< by action
    GuiTime m_before;                       ///< what is done now

    void newWindow() {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(analyticSource());
        m_window->resize(900, 600);
        m_window->show();
    }
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    int below(int n) { return m_random.bounded(n); }
    void command(const QString& id) { m_window->commands().action(id)->trigger(); }

    QList<RandomAction> actions() {
        const auto commanded = [this](const char* name, int weight) {
            const QString id = QString::fromLatin1(name);
            return RandomAction{id, weight, [this, id] { command(id); }};
        };
        QList<RandomAction> list{commanded("denoise.run", 8),
                                 commanded("denoise.pause", 4),
                                 commanded("denoise.step", 6),
                                 commanded("denoise.finish", 3),
                                 commanded("denoise.cancel", 3),
                                 commanded("frames.first", 2),
                                 commanded("denoise.keepReference", 3),
                                 commanded("denoise.dropReference", 1),
                                 commanded("frames.previous", 4),
                                 commanded("frames.next", 4),
                                 commanded("frames.last", 2),
                                 commanded("frames.playForward", 3),
                                 commanded("frames.playBackward", 3),
                                 commanded("frames.noisy", 2),
                                 commanded("frames.estimate", 2),
                                 commanded("event.next", 6),
                                 commanded("event.previous", 4),
                                 commanded("event.last", 1),
                                 commanded("view.resetCamera", 1),
                                 commanded("view.style", 1),
                                 commanded("view.difference", 1),
                                 commanded("view.scale", 1),
                                 commanded("view.viewOnly", 1),
                                 commanded("view.themeDark", 1),
                                 commanded("view.themeLight", 1),
                                 commanded("view.eventsPanel", 1),
                                 commanded("view.denoisingPanel", 1),
                                 commanded("help.palette", 1),
                                 commanded("help.shortcuts", 1),
                                 commanded("view.wipe", 1),
                                 commanded("view.crossfade", 1),
                                 commanded("view.flicker", 1),
                                 commanded("view.otherPicture", 1),
                                 commanded("view.single", 1),
                                 commanded("view.twoByTwo", 1),
                                 commanded("view.sideBySide", 1),
                                 commanded("view.maps", 2),
                                 commanded("view.legend", 1),
                                 commanded("view.range", 1),
                                 commanded("view.undo", 4),
                                 commanded("view.redo", 2),
                                 commanded("view.selectAll", 1),
                                 commanded("view.selectPinned", 1),
                                 commanded("view.selectNone", 1),
                                 commanded("view.standard", 1),
                                 commanded("view.dragBox", 1),
                                 commanded("view.dragLasso", 1),
                                 commanded("view.dragCamera", 1),
                                 commanded("file.close", 2)};
        list << RandomAction{QStringLiteral("any command"), 40, [this] { anyCommand(); }};
        list << RandomAction{QStringLiteral("close the other windows"), 4, [this] {
                                 for (QWidget* widget : QApplication::topLevelWidgets())
                                     if (widget != m_window.get() && widget->isVisible())
                                         widget->close();
                             }};
        list << RandomAction{
            QStringLiteral("type a filter"), 3, [this] {
                const char* filters[] = {"energy > 10", "lr_cells > 7", "event < 4 or event > 20",
                                         "nonsense(", ""};
                m_window->eventsPanel().filter().setText(QString::fromLatin1(filters[below(5)]));
            }};
        list << RandomAction{QStringLiteral("open a file"), 4, [this] {
                                 m_window->document().openFile(
                                     path(below(2) != 0 ? "a.h5" : "b.h5"), below(6));
                             }};
        list << RandomAction{QStringLiteral("open a real file"), 1,
                             [this] { m_window->document().openFile(path("real.h5")); }};
        list << RandomAction{QStringLiteral("open rubbish"), 2,
                             [this] { m_window->document().openFile(path("rubbish.h5")); }};
        list << RandomAction{QStringLiteral("go to an event"), 3,
                             [this] { m_window->document().goToEvent(below(40) - 5); }};
        list << RandomAction{QStringLiteral("drag the scrubber"), 5, [this] {
                                 NoiseScrubber& scrubber = m_window->strip().scrubber();
                                 QTest::mouseClick(&scrubber, Qt::LeftButton, {},
                                                   QPoint(below(std::max(1, scrubber.width())),
                                                          scrubber.height() / 2));
                             }};
        list << RandomAction{QStringLiteral("change the settings"), 3, [this] {
                                 RunSettingsForm& form = m_window->strip().settings();
                                 form.chooseSteps(1 + below(60));
                                 form.chooseSeed(m_random.generate());
                                 form.chooseSampler(below(2) != 0 ? QStringLiteral("heun")
                                                                  : QStringLiteral("ddpm"));
                             }};
        list << RandomAction{QStringLiteral("move over the view"), 3, [this] {
                                 ComparisonView& view = m_window->view();
                                 QTest::mouseMove(&view, QPoint(below(std::max(1, view.width())),
                                                                below(std::max(1, view.height()))));
                             }};
        list << RandomAction{QStringLiteral("click into the view"), 2, [this] {
                                 ComparisonView& view = m_window->view();
                                 QTest::mouseClick(&view, Qt::LeftButton, {},
                                                   QPoint(below(std::max(1, view.width())),
                                                          below(std::max(1, view.height()))));
                             }};
        list << RandomAction{QStringLiteral("drag in the view"), 4, [this] {
                                 ComparisonView& view = m_window->view();
                                 const auto place = [&] {
                                     return QPoint(below(std::max(1, view.width())),
                                                   below(std::max(1, view.height())));
                                 };
                                 const Qt::KeyboardModifiers keys[] = {
                                     Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier,
                                     Qt::ControlModifier | Qt::ShiftModifier};
                                 const auto held = keys[below(4)];
                                 QTest::mousePress(&view, Qt::LeftButton, held, place());
                                 for (int i = 0; i < 3; ++i) {
                                     const QPointF to(place());
                                     QMouseEvent move(QEvent::MouseMove, to, view.mapToGlobal(to),
                                                      Qt::NoButton, Qt::LeftButton, held);
                                     QCoreApplication::sendEvent(&view, &move);
                                 }
                                 QTest::mouseRelease(&view, Qt::LeftButton, held, place());
                             }};
        list << RandomAction{QStringLiteral("cut it open"), 2, [this] {
                                 ViewSettings settings = m_window->viewPanel().settings();
                                 settings.clipEta = 0.02 * (below(101) - 50);
                                 settings.clipPhi = 0.02 * (below(101) - 50);
                                 settings.thresholdMeV = below(100);
                                 settings.rangeLowMeV = below(50);
                                 settings.rangeHighMeV = below(5000);
                                 m_window->viewPanel().setSettings(settings);
                                 m_window->view().setViewSettings(settings);
                             }};
        list << RandomAction{QStringLiteral("resize"), 1,
                             [this] { m_window->resize(700 + below(600), 450 + below(400)); }};
        list << RandomAction{QStringLiteral("take the picture"), 1,
                             [this] { (void)m_window->picture(); }};
        list << RandomAction{
            QStringLiteral("wait for quiet"), 3,
            [this] { (void)QTest::qWaitFor([this] { return !m_window->document().busy(); }); },
            true};
        list << RandomAction{QStringLiteral("close and start anew"), 1, [this] {
                                 m_window->close();
                                 m_window.reset();
                                 measure(QStringLiteral("close the window"));
                                 newWindow();
                             }};
        return list;
    }

    /// CALOLENS_RANDOM_ONLY: these actions and commands, separated by commas, instead of all.
    QList<RandomAction> wantedActions() {
        const QList<RandomAction> all = actions();
        const QString wanted = qEnvironmentVariable("CALOLENS_RANDOM_ONLY");
        if (wanted.isEmpty())
            return all;
        QList<RandomAction> some;
        for (const QString& name : wanted.split(QLatin1Char(','))) {
            const auto known = std::find_if(all.begin(), all.end(),
                                            [&](const RandomAction& a) { return a.name == name; });
            some << (known != all.end() ? *known
                                        : RandomAction{name, 1, [this, name] { command(name); }});
        }
        return some;
    }

    /// Whatever the registry holds, also what was added after this test was written.
    void anyCommand() {
        const QList<QAction*> all = m_window->commands().actions();
        QAction* action = all[below(static_cast<int>(all.size()))];
        if (action->objectName() == QStringLiteral("file.quit"))
            return;
        m_command = action->objectName();
        trace(m_command);
        action->trigger();
    }

    /// CALOLENS_RANDOM_TRACE: what was done before a crash.
    static void trace(const QString& action) {
        static const bool wanted = qEnvironmentVariableIsSet("CALOLENS_RANDOM_TRACE");
        if (wanted)
            std::fprintf(stderr, "action: %s\n", qPrintable(action));
    }

    /// What was done since the last time.
    void measure(const QString& name) {
        const GuiTime now = WatchedApplication::instance().withoutDrawing();
        const GuiTime time = now - std::exchange(m_before, now);
        StandStill& still = m_stoodStill[name];
        ++still.count;
        still.longest.cpuMs = std::max(still.longest.cpuMs, time.cpuMs);
        still.longest.clockMs = std::max(still.longest.clockMs, time.clockMs);
        still.tooLong += time.cpuMs > kTooLongMs ? 1 : 0;
    }

    void report() const {
        QList<QString> names = m_stoodStill.keys();
        std::sort(names.begin(), names.end(), [this](const QString& a, const QString& b) {
            return m_stoodStill[a].longest.cpuMs > m_stoodStill[b].longest.cpuMs;
        });
        int tooLong = 0;
        for (const StandStill& still : m_stoodStill)
            tooLong += still.tooLong;
        qInfo("%d actions held the window for more than %.0f ms without drawing; the longest:",
              tooLong, kTooLongMs);
        for (const QString& name : names.mid(0, 8))
            qInfo("%8.1f ms of the thread, %8.1f ms of the clock, %3d of %3d too long: %s",
                  m_stoodStill[name].longest.cpuMs, m_stoodStill[name].longest.clockMs,
                  m_stoodStill[name].tooLong, m_stoodStill[name].count, qPrintable(name));
    }

    /// What must hold whenever the window has come to rest for a moment.
    QString whatIsWrong() {
        const auto comparison = m_window->document().comparison();
        DenoisingSession& session = m_window->session();
        if (!comparison)
            return session.frames().empty() ? QString() : QStringLiteral("frames without an event");
        const std::size_t cells = comparison->event->hr().size();
        if (session.event() != comparison->event)
            return QStringLiteral("the session denoises another event");
        if (!comparison->predicted.empty() && comparison->predicted.size() != cells)
            return QStringLiteral("a prediction of another length");
        for (int i = 0; i < session.frames().size(); ++i)
            if (session.frames()[i].frame->state.size() != cells)
                return QStringLiteral("a frame of another event");
        if (m_window->player().frameCount() != session.frames().size())
            return QStringLiteral("the player counts other frames");
        if (const auto* lab = m_window->findChild<StressLab*>(); lab && lab->planted())
            return {}; // the view shows the lie
        const auto shown = m_window->view().comparison();
        if (!shown || shown->event != comparison->event)
            return QStringLiteral("the view shows another event");
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        writeSampleFile(path("a.h5"), 30);
        writeSampleFile(path("b.h5"), 6);
        writeSampleFile(path("real.h5"), 3, false);
        QFile rubbish(path("rubbish.h5"));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("rubbish");
        rubbish.close();
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        m_closer.start();
    }

    void anythingInAnyOrder() {
        bool given = false;
        int count = qEnvironmentVariableIntValue("CALOLENS_RANDOM_ACTIONS", &given);
        if (!given)
            count = 500;
        int seed = qEnvironmentVariableIntValue("CALOLENS_RANDOM_SEED", &given);
        if (!given)
            seed = 1;
        m_random.seed(static_cast<quint32>(seed));
        newWindow();
        const QList<RandomAction> all = wantedActions();
        QList<int> lots;
        for (int i = 0; i < all.size(); ++i)
            lots << QList<int>(all[i].weight, i);
        for (int i = 0; i < count; ++i) {
            const RandomAction& action = all[lots[below(static_cast<int>(lots.size()))]];
            m_command.clear();
            trace(action.name);
            m_before = WatchedApplication::instance().withoutDrawing();
            action.act();
            // Sometimes the next action comes before this one has had any effect.
            if (below(3) != 0)
                QCoreApplication::processEvents();
            const QString name = m_command.isEmpty() ? action.name : m_command;
            if (!action.waits)
                measure(name);
            if (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            const QString wrong = whatIsWrong();
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 after action %2 of seed %3: %4")
                                                     .arg(wrong)
                                                     .arg(i)
                                                     .arg(seed)
                                                     .arg(name)));
        }
        report();
        m_window->close();
        m_window.reset();
    }
};

int main(int argc, char** argv) {
    return windowTestMain<TestRandomActions, WatchedApplication>(argc, argv);
}
#include "TestRandomActions.moc"
