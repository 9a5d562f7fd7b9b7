// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ViewHistory.h"

#include <QUndoCommand>

namespace calolens {
namespace {
constexpr int MostSteps = 500;
}

class ViewHistory::Step : public QUndoCommand {
public:
    Step(ViewHistory& history, Moment before, Moment after, bool goesOn)
        : m_history(history)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_event(history.m_event)
        , m_goesOn(goesOn) {}

    [[nodiscard]] bool stale() const {
        return !std::holds_alternative<ViewSettings>(m_before) && m_event != m_history.m_event;
    }
    void undo() override {
        if (!stale())
            m_history.bringBack(m_before);
    }
    void redo() override {
        // The stack calls this for a step that it is given, too: that one has been made.
        if (m_made && !stale())
            m_history.bringBack(m_after);
        m_made = true;
    }
    [[nodiscard]] int id() const override { return static_cast<int>(m_before.index()); }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const Step*>(other);
        if (!next->m_goesOn || next->m_event != m_event)
            return false;
        m_after = next->m_after;
        return true;
    }

private:
    ViewHistory& m_history;
    Moment m_before, m_after;
    quint64 m_event;
    bool m_goesOn;
    bool m_made = false;
};

ViewHistory::ViewHistory(QObject* parent)
    : QObject(parent) {
    m_steps.setUndoLimit(MostSteps);
    connect(&m_steps, &QUndoStack::indexChanged, this, &ViewHistory::changed);
}

void ViewHistory::settingsChanged(const ViewSettings& before, const ViewSettings& after,
                                  bool goesOn) {
    if (before != after)
        push(before, after, goesOn);
}

void ViewHistory::cameraMoved(const CameraState& before, const CameraState& after, bool goesOn) {
    push(before, after, goesOn);
}

void ViewHistory::selectionChanged(const CellSelection& before, const CellSelection& after) {
    if (before != after)
        push(before, after, false);
}

void ViewHistory::push(Moment before, Moment after, bool goesOn) {
    m_steps.push(new Step(*this, std::move(before), std::move(after), goesOn));
    Q_EMIT changed(); // a merged step does not move the index
}

void ViewHistory::bringBack(const Moment& moment) {
    if (const auto* settings = std::get_if<ViewSettings>(&moment))
        Q_EMIT settingsWanted(*settings);
    else if (const auto* camera = std::get_if<CameraState>(&moment))
        Q_EMIT cameraWanted(*camera);
    else
        Q_EMIT selectionWanted(std::get<CellSelection>(moment));
}

void ViewHistory::eventChanged() {
    ++m_event;
    Q_EMIT changed();
}

bool ViewHistory::stale(int index) const {
    return static_cast<const Step*>(m_steps.command(index))->stale();
}

bool ViewHistory::canUndo() const {
    for (int i = m_steps.index() - 1; i >= 0; --i)
        if (!stale(i))
            return true;
    return false;
}

bool ViewHistory::canRedo() const {
    for (int i = m_steps.index(); i < m_steps.count(); ++i)
        if (!stale(i))
            return true;
    return false;
}

void ViewHistory::undo() {
    if (!canUndo())
        return;
    while (stale(m_steps.index() - 1))
        m_steps.undo();
    m_steps.undo();
}

void ViewHistory::redo() {
    if (!canRedo())
        return;
    while (stale(m_steps.index()))
        m_steps.redo();
    m_steps.redo();
}

} // namespace calolens
