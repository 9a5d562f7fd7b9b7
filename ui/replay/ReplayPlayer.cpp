// SPDX-License-Identifier: GPL-3.0-or-later
#include "replay/ReplayPlayer.h"

#include "comparison/ComparisonView.h"
#include "comparison/ViewSettingsJson.h"
#include "denoising/DenoisingStrip.h"
#include "denoising/RunSettingsForm.h"
#include "error/Error.h"
#include "events/EventFilterBar.h"
#include "events/EventTableModel.h"
#include "events/EventsPanel.h"
#include "window/MainWindow.h"
#include "window/ViewPanel.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTableView>
#include <QWheelEvent>

#include <utility>

namespace calolens {
namespace {

constexpr int kTurnMs = 2;
constexpr qint64 kPatienceMs = 600'000; ///< a run on a slow machine takes minutes

} // namespace

ReplayPlayer::ReplayPlayer(MainWindow& window, Replay replay, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_replay(std::move(replay)) {
    m_turn.setInterval(kTurnMs);
    m_turn.callOnTimeout(this, &ReplayPlayer::proceed);
}

void ReplayPlayer::start() {
    m_next = 0;
    m_waiting.start();
    if (!m_window.isMaximized() && !m_window.isFullScreen())
        m_window.resize(m_replay.window);
    m_turn.start();
}

bool ReplayPlayer::atRest() const {
    const DenoisingSession::State state = m_window.session().state();
    return !m_window.document().busy() && !m_window.restoring() &&
           !m_window.eventsPanel().filter().searching() && !m_window.ensemble().drawing() &&
           !m_window.evidence().running() && !m_window.information().running() &&
           state != DenoisingSession::State::Starting && state != DenoisingSession::State::Running;
}

void ReplayPlayer::end(const QString& complaint) {
    m_turn.stop();
    Q_EMIT ended(complaint.isEmpty(), complaint);
}

void ReplayPlayer::proceed() {
    if (!atRest()) {
        if (m_waiting.elapsed() > kPatienceMs)
            end(tr("The window did not come to rest before action %1.").arg(m_next + 1));
        return;
    }
    if (m_next == m_replay.actions.size()) {
        end();
        return;
    }
    const ReplayAction& action = m_replay.actions[m_next++];
    m_waiting.start();
    const QString wrong = std::visit([this](const auto& what) { return act(what); }, action);
    if (!wrong.isEmpty())
        end(tr("Action %1 of the recording, %2: %3").arg(m_next).arg(describe(action), wrong));
}

QString ReplayPlayer::act(const CommandGiven& given) {
    try {
        QAction* action = m_window.commands().action(given.id);
        if (!action->isEnabled())
            return tr("it cannot be given now");
        if (action->isCheckable() && action->isChecked() == given.on)
            action->setChecked(!given.on); // triggering it turns it to what it was turned to
        action->trigger();
        return {};
    } catch (const UsageError& error) {
        return QString::fromUtf8(error.what());
    }
}

QWidget& ReplayPlayer::widget(ReplayPlace place) const {
    if (place == ReplayPlace::View)
        return m_window.view();
    return m_window.strip().scrubber();
}

QString ReplayPlayer::act(const MouseUsed& used) {
    QWidget& widget = this->widget(used.in);
    const QPointF at(used.at.x() * widget.width(), used.at.y() * widget.height());
    const QPointF global = widget.mapToGlobal(at);
    if (used.what == QEvent::Wheel) {
        QWheelEvent event(at, global, {}, {0, used.wheel}, used.buttons, used.modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&widget, &event);
    } else {
        QMouseEvent event(used.what, at, global, used.button, used.buttons, used.modifiers);
        QCoreApplication::sendEvent(&widget, &event);
    }
    return {};
}

QString ReplayPlayer::act(const KeyPressed& pressed) {
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, pressed.key, pressed.modifiers);
        QCoreApplication::sendEvent(&widget(pressed.in), &event);
    }
    return {};
}

QString ReplayPlayer::act(const EventChosen& chosen) {
    const EventTableModel& model = m_window.eventsPanel().model();
    const int row = model.rowOf(chosen.event);
    if (row < 0)
        return tr("the table does not show it");
    m_window.eventsPanel().table().setCurrentIndex(model.index(row, 0));
    return {};
}

QString ReplayPlayer::act(const FilterTyped& typed) {
    m_window.eventsPanel().filter().setText(typed.text);
    return {};
}

QString ReplayPlayer::act(const ViewChanged& changed) {
    try {
        const ViewSettings settings = lookedAtFromJson(changed.settings).settings;
        m_window.viewPanel().setSettings(settings);
        Q_EMIT m_window.viewPanel().settingsChanged(settings, false);
        return {};
    } catch (const UsageError& error) {
        return QString::fromUtf8(error.what());
    }
}

QString ReplayPlayer::act(const RunChosen& chosen) {
    RunSettingsForm& form = m_window.strip().settings();
    form.chooseSampler(chosen.sampler);
    form.chooseSchedule(chosen.schedule);
    form.chooseSteps(chosen.steps);
    form.chooseSeed(chosen.seed);
    return {};
}

} // namespace calolens
