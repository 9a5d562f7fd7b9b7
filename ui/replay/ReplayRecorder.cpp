// SPDX-License-Identifier: GPL-3.0-or-later
#include "replay/ReplayRecorder.h"

#include "comparison/ComparisonView.h"
#include "comparison/ViewSettingsJson.h"
#include "denoising/DenoisingStrip.h"
#include "events/EventFilterBar.h"
#include "events/EventTableModel.h"
#include "events/EventsPanel.h"
#include "window/MainWindow.h"
#include "window/ViewPanel.h"

#include <QAction>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTableView>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace calolens {

ReplayRecorder::ReplayRecorder(MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(window) {
    m_replay.window = window.size();
    window.view().installEventFilter(this);
    window.strip().scrubber().installEventFilter(this);
    QTableView& table = window.eventsPanel().table();
    table.installEventFilter(this);
    table.viewport()->installEventFilter(this);
    for (QAction* action : window.commands().actions())
        connect(action, &QAction::triggered, this,
                [this, id = action->objectName()](bool on) { addCommand(id, on); });
    connect(&window.eventsPanel().filter().line(), &QLineEdit::textEdited, this,
            [this](const QString& text) { update(FilterTyped{text}); });
    connect(&window.viewPanel(), &ViewPanel::settingsChanged, this,
            [this](const ViewSettings& settings, bool) {
                update(ViewChanged{toJson(LookedAt{settings, {}, {}})});
            });
}

void ReplayRecorder::add(ReplayAction action) {
    m_replay.actions.push_back(std::move(action));
}

template<typename Action>
void ReplayRecorder::update(Action action) {
    if (!m_replay.actions.empty() && std::holds_alternative<Action>(m_replay.actions.back()))
        m_replay.actions.back() = std::move(action);
    else
        add(std::move(action));
}

void ReplayRecorder::addCommand(const QString& id, bool on) {
    if (id == QStringLiteral("denoise.run") || id == QStringLiteral("denoise.step")) {
        const RunSettings& next = m_window.session().nextRun().settings;
        const RunChosen run{QString::fromStdString(next.sampler),
                            QString::fromStdString(next.schedule), next.steps, next.seed};
        if (m_run != run)
            add(run);
        m_run = run;
    }
    add(CommandGiven{id, on});
}

void ReplayRecorder::addChosenEvent() {
    const QModelIndex row = m_window.eventsPanel().table().currentIndex();
    if (row.isValid())
        update(EventChosen{m_window.eventsPanel().model().eventAt(row.row())});
}

void ReplayRecorder::addMouse(ReplayPlace in, QEvent* event) {
    const QWidget& widget = in == ReplayPlace::View
                                ? static_cast<QWidget&>(m_window.view())
                                : static_cast<QWidget&>(m_window.strip().scrubber());
    const auto* used = static_cast<QSinglePointEvent*>(event);
    MouseUsed action;
    action.what = event->type();
    action.in = in;
    action.at = {used->position().x() / std::max(widget.width(), 1),
                 used->position().y() / std::max(widget.height(), 1)};
    action.button = event->type() == QEvent::MouseMove ? Qt::NoButton : used->button();
    action.buttons = used->buttons();
    action.modifiers =
        used->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier);
    if (event->type() == QEvent::Wheel)
        action.wheel = static_cast<QWheelEvent*>(event)->angleDelta().y();
    // Of hovering only the last place counts: what it lights up may be clicked.
    const auto* last =
        m_replay.actions.empty() ? nullptr : std::get_if<MouseUsed>(&m_replay.actions.back());
    const auto hovers = [](const MouseUsed& a) {
        return a.what == QEvent::MouseMove && a.buttons == Qt::NoButton;
    };
    if (hovers(action) && last != nullptr && hovers(*last))
        m_replay.actions.back() = action;
    else
        add(action);
}

bool ReplayRecorder::eventFilter(QObject* watched, QEvent* event) {
    const bool inView = watched == &m_window.view();
    const ReplayPlace place = inView ? ReplayPlace::View : ReplayPlace::Scrubber;
    const bool drawn = inView || watched == &m_window.strip().scrubber();
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
        if (drawn)
            addMouse(place, event);
        break;
    case QEvent::MouseButtonRelease:
        if (drawn)
            addMouse(place, event);
        else
            QTimer::singleShot(0, this, &ReplayRecorder::addChosenEvent); // once it is chosen
        break;
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (drawn)
            add(KeyPressed{place, key->key(),
                           key->modifiers() &
                               (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier)});
        else
            QTimer::singleShot(0, this, &ReplayRecorder::addChosenEvent);
        break;
    }
    default:
        break;
    }
    return false;
}

} // namespace calolens
