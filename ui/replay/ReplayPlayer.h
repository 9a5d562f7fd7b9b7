// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replay/Replay.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace calolens {

class MainWindow;

/// Does in a window what was recorded in another. Before each action it waits until the window is
/// at rest (nothing is read, searched, denoised, drawn or checked), so that it comes to the same
/// end on any machine. Ends with the first action that cannot be done.
class ReplayPlayer : public QObject {
    Q_OBJECT
public:
    ReplayPlayer(MainWindow& window, Replay replay, QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    /// @param message  what could not be done; empty if all was
    void ended(bool well, const QString& message);

private:
    void proceed();
    void end(const QString& complaint = {});
    [[nodiscard]] bool atRest() const;
    /// @returns what is wrong; empty if it was done
    [[nodiscard]] QString act(const CommandGiven& action);
    [[nodiscard]] QString act(const MouseUsed& action);
    [[nodiscard]] QString act(const KeyPressed& action);
    [[nodiscard]] QString act(const EventChosen& action);
    [[nodiscard]] QString act(const FilterTyped& action);
    [[nodiscard]] QString act(const ViewChanged& action);
    [[nodiscard]] QString act(const RunChosen& action);
    [[nodiscard]] QWidget& widget(ReplayPlace place) const;

    MainWindow& m_window;
    Replay m_replay;
    std::size_t m_next = 0;
    QTimer m_turn;
    QElapsedTimer m_waiting; ///< since the last action
};

} // namespace calolens
