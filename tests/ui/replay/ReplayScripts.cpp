// SPDX-License-Identifier: GPL-3.0-or-later
#include "ReplayScripts.h"

#include "comparison/ComparisonView.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "events/EventFilterBar.h"
#include "events/EventsPanel.h"
#include "window/ViewPanel.h"

#include <QLineEdit>
#include <QTableView>
#include <QTest>

namespace calolens::test {
namespace {

using Step = std::function<void(MainWindow&)>;

QPoint placeIn(const QWidget& widget, double x, double y) {
    return {static_cast<int>(x * widget.width()), static_cast<int>(y * widget.height())};
}

void drag(QWidget& widget, QPointF from, QPointF to, Qt::KeyboardModifiers held) {
    constexpr int Moves = 6;
    QTest::mousePress(&widget, Qt::LeftButton, held, placeIn(widget, from.x(), from.y()));
    for (int i = 1; i <= Moves; ++i) {
        const QPointF share = from + (to - from) * i / Moves;
        const QPointF at(placeIn(widget, share.x(), share.y()));
        QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton,
                         Qt::LeftButton, held);
        QCoreApplication::sendEvent(&widget, &move);
    }
    QTest::mouseRelease(&widget, Qt::LeftButton, held, placeIn(widget, to.x(), to.y()));
}

Step command(const char* id) {
    return
        [id](MainWindow& window) { window.commands().action(QString::fromLatin1(id))->trigger(); };
}

Step dragView(QPointF from, QPointF to, Qt::KeyboardModifiers held = {}) {
    return [=](MainWindow& window) { drag(window.view(), from, to, held); };
}

Step dragScrubber(double from, double to) {
    return [=](MainWindow& window) { drag(window.strip().scrubber(), {from, 0.5}, {to, 0.5}, {}); };
}

Step key(Qt::Key key) {
    return [=](MainWindow& window) { QTest::keyClick(&window.view(), key); };
}

Step type(const char* filter) {
    return [=](MainWindow& window) {
        QLineEdit& line = window.eventsPanel().filter().line();
        line.selectAll();
        QTest::keyClicks(&line, QString::fromLatin1(filter));
        QTest::keyClick(&line, Qt::Key_Return);
    };
}

Step rowDown() {
    return [](MainWindow& window) { QTest::keyClick(&window.eventsPanel().table(), Qt::Key_Down); };
}

Step change(const std::function<void(ViewSettings&)>& what) {
    return [=](MainWindow& window) {
        ViewSettings settings = window.viewPanel().settings();
        what(settings);
        window.viewPanel().setSettings(settings);
        Q_EMIT window.viewPanel().settingsChanged(settings, false);
    };
}

Step wheel(int turn) {
    return [=](MainWindow& window) {
        ComparisonView& view = window.view();
        const QPointF at(placeIn(view, 0.5, 0.5));
        QWheelEvent event(at, view.mapToGlobal(at), {}, {0, turn}, {}, {}, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(&view, &event);
    };
}

} // namespace

std::vector<ReplayScript> replayScripts() {
    return {
        {"orbit-select-cut",
         {dragView({0.10, 0.40}, {0.20, 0.55}), wheel(-240), key(Qt::Key_Left),
          dragView({0.67, 0.12}, {0.995, 0.90}, Qt::ControlModifier),
          change([](ViewSettings& s) { s.thresholdMeV = 25; }),
          change([](ViewSettings& s) { s.clipEta = 0.4; }), command("view.maps"),
          command("view.undo")}},
        {"scrub-bookmark",
         {[](MainWindow& window) {
              window.strip().settings().chooseSteps(8);
              window.strip().settings().chooseSampler(QStringLiteral("heun"));
              window.strip().settings().chooseSchedule(QStringLiteral("karras"));
              window.strip().settings().chooseSeed(5);
          },
          command("denoise.run"), dragScrubber(0.9, 0.3), command("frames.bookmark"),
          dragScrubber(0.3, 0.6), command("frames.bookmark"), command("frames.previousBookmark"),
          command("frames.pin"), command("frames.last"), command("frames.previous")}},
        {"layouts-wipe",
         {command("denoise.run"), command("view.twoByTwo"), command("view.nextCell"),
          command("view.single"), command("view.sideBySide"), command("view.wipe"),
          dragView({0.5, 0.5}, {0.6, 0.5}), command("view.otherPicture"), command("view.crossfade"),
          command("view.wipe"), command("view.legend")}},
        {"browse-filter",
         {type("lr_cells > 7"), rowDown(), rowDown(), command("event.next"),
          command("event.mostDifferent"), command("event.next"), command("event.all"),
          command("event.last"), command("event.previous")}},
    };
}

} // namespace calolens::test
