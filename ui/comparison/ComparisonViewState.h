// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ComparisonDrawing.h"
#include "comparison/ComparisonView.h"
#include "comparison/HostedRenderWindow.h"

#include <QPoint>
#include <QTimer>

namespace calolens {

/// What ComparisonView keeps out of its header: no VTK there.
struct ComparisonView::State {
    ComparisonDrawing drawing;
    vtkNew<HostedRenderWindow> window;
    QMetaObject::Connection contextConnection;
    QSize deviceSize{1, 1};
    bool sceneDirty = true;  ///< the 3D picture is older than the scene
    int framesInContext = 0; ///< drawn since the OpenGL context was made
    double lastFrameMs = 0;
    QTimer rest; ///< runs while the camera moves

    std::optional<CellReference> highlighted, pinned;
    QTimer flicker;

    /// What the mouse has hold of while a button is down.
    enum class Drag { None, Camera, Map, Settings, Selection };
    DragTool tool = DragTool::Camera;
    Drag drag = Drag::None;
    QPoint pressed, last; ///< of the mouse, logical pixels
    bool dragged = false; ///< since the button went down
    CameraState cameraBefore;
    QRect dragRoom;     ///< the picture or map that the drag is in
    bool lasso = false; ///< a selection follows the mouse; else it is a box
    QPolygonF outline;  ///< of a selection in the making
    ComparisonDrawing::Grip grip = ComparisonDrawing::Grip::None;
    QPoint legendOffset; ///< of the mouse in a floating legend
};

} // namespace calolens
