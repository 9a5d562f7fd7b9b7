// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replay/Replay.h"

#include <QObject>

#include <optional>

namespace calolens {

class MainWindow;

/// Writes down what a user does in a window: commands, the mouse and the keys in the pictures and
/// on the scrubber, events chosen and filters typed, and what is changed in the view panel. Windows
/// that commands open are left out.
class ReplayRecorder : public QObject {
    Q_OBJECT
public:
    explicit ReplayRecorder(MainWindow& window, QObject* parent = nullptr);
    [[nodiscard]] const Replay& replay() const noexcept { return m_replay; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(ReplayAction action);
    /// In place of the last action if that is of the same kind: of many values only the last
    /// counts.
    template<typename Action>
    void update(Action action);
    void addCommand(const QString& id, bool on);
    void addChosenEvent();
    void addMouse(ReplayPlace in, QEvent* event);

    MainWindow& m_window;
    Replay m_replay;
    std::optional<RunChosen> m_run; ///< as last written down
};

} // namespace calolens
