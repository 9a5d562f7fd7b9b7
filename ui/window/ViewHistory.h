// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellSelection.h"

#include <QUndoStack>

#include <variant>

namespace calolens {

/// Undo and redo of how an event is looked at: settings of the view, the camera, the selection. The
/// steps of one drag are undone together.
///
/// Cameras and selections belong to an event: once another is shown, their steps are passed over.
class ViewHistory : public QObject {
    Q_OBJECT
public:
    explicit ViewHistory(QObject* parent = nullptr);

    /// Remembers a change that has been made already.
    /// @param goesOn  of the same drag as the one before: undone together with it
    void settingsChanged(const ViewSettings& before, const ViewSettings& after, bool goesOn);
    void cameraMoved(const CameraState& before, const CameraState& after, bool goesOn);
    void selectionChanged(const CellSelection& before, const CellSelection& after);
    /// Cameras and selections remembered so far are of another event.
    void eventChanged();

    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    void undo();
    void redo();

Q_SIGNALS:
    void changed(); ///< canUndo() or canRedo() may be another
    void settingsWanted(const calolens::ViewSettings& settings);
    void cameraWanted(const calolens::CameraState& camera);
    void selectionWanted(const calolens::CellSelection& selection);

private:
    class Step;
    using Moment = std::variant<ViewSettings, CameraState, CellSelection>;
    void push(Moment before, Moment after, bool goesOn);
    void bringBack(const Moment& moment);
    [[nodiscard]] bool stale(int index) const;

    QUndoStack m_steps;
    quint64 m_event = 0; ///< grows with every event shown
};

} // namespace calolens
