// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellSelection.h"
#include "comparison/PaneContent.h"
#include "comparison/ViewSettings.h"
#include "event/EventComparison.h"

#include <QImage>
#include <QOpenGLWidget>

#include <memory>
#include <optional>
#include <span>

namespace calolens {

/// What a plain left drag over the pictures does.
enum class DragTool {
    Camera, ///< turns the camera, moves a map
    Box,    ///< selects the cells in a rectangle
    Lasso   ///< selects the cells within a line drawn by hand
};

/// LR | predicted HR | truth HR of one event in linked 3D panes, with eta-phi maps: one widget,
/// several viewports, one camera. Left drag rotates about the event (and moves a map), the wheel
/// zooms, middle or Shift+left drag pans, a double click frames the event again; hovering lights up
/// a cell with its parent, its children and its twins in the other panes; a click pins it.
/// Ctrl+drag selects the cells in a box, Ctrl+Shift+drag those in a lasso, Ctrl+click adds one or
/// takes it away. With the keyboard: arrows turn, Shift+arrows move, plus and minus zoom.
///
/// Set Qt::AA_ShareOpenGLContexts and prepareSurfaceFormat() before the QApplication is made.
class ComparisonView : public QOpenGLWidget {
    Q_OBJECT

public:
    explicit ComparisonView(QWidget* parent = nullptr);
    ~ComparisonView() override;

    /// Makes the default surface format one that VTK can draw into, and protects the graphics
    /// driver from other libraries' LLVM.
    static void prepareSurfaceFormat();

    /// Shows another event, or none (null). The camera is kept when the event is the one already
    /// shown, else it frames the new event from the same direction.
    void setComparison(std::shared_ptr<const EventComparison> comparison);
    [[nodiscard]] std::shared_ptr<const EventComparison> comparison() const;
    /// Replaces the predicted energies only: no geometry is rebuilt, so this can follow a scrubber.
    /// @param energiesMeV  one per cell of the last level, or empty for "not predicted"
    /// @param label        what they are: "one draw, seed 1", "noisy state, sigma 3.2"
    void setPredicted(std::span<const float> energiesMeV, const QString& label);
    /// Another prediction of the event that this one is compared with: while there is one, the
    /// panes show it, the prediction, their difference and truth. Forgotten with the event.
    /// @param energiesMeV  as of setPredicted; empty: no comparison
    /// @param name         what it is; empty: a reference run
    void setReference(std::span<const float> energiesMeV, const QString& label,
                      const QString& name = {});

    /// A number per cell in a pane of its own; an empty one: no such pane. Forgotten with the
    /// event.
    void setMap(PaneMap map);

    [[nodiscard]] ViewSettings viewSettings() const;
    void setViewSettings(const ViewSettings& settings);

    [[nodiscard]] CameraState camera() const;
    void setCamera(const CameraState& camera);
    /// Frames the cells of the event from the default direction.
    void resetCamera();

    /// Lights up a cell as if it were hovered; nullopt puts the light out.
    void setHighlighted(std::optional<CellReference> cell);
    [[nodiscard]] std::optional<CellReference> highlighted() const;
    /// The cell that stays lit until another is clicked.
    void setPinned(std::optional<CellReference> cell);
    [[nodiscard]] std::optional<CellReference> pinned() const;

    /// Dims all cells but these; an empty selection dims none. Forgotten with the event.
    void setSelection(const CellSelection& selection);
    [[nodiscard]] const CellSelection& selection() const;
    /// What a plain left drag does from now on.
    void setDragTool(DragTool tool);
    [[nodiscard]] DragTool dragTool() const;
    /// Shows a flicker's other picture; exchanges the two pictures of a wipe or crossfade.
    void showOtherPicture();
    /// How often a flicker changes by itself; 0: it does not.
    [[nodiscard]] int flickerIntervalMs() const;

    /// What a pane that is on the screen has to show.
    [[nodiscard]] const PaneContent& paneContent(PaneRole role) const;
    /// The view as it stands on the screen, in device pixels.
    [[nodiscard]] QImage grabPicture();
    /// Milliseconds that the last frame took to draw, overlays included.
    [[nodiscard]] double lastFrameMs() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cellHovered(std::optional<calolens::CellReference> cell);
    void cellPicked(std::optional<calolens::CellReference> cell);
    void cameraChanged();
    /// The user has moved the camera: once for a whole drag.
    /// @param goesOn  a step of several, as of the wheel
    void cameraMoved(const calolens::CameraState& before, const calolens::CameraState& after,
                     bool goesOn);
    /// The user drags the divider, the mixing slider or the legend.
    /// @param goesOn  the same drag as before
    void viewSettingsDragged(const calolens::ViewSettings& settings, bool goesOn);
    /// The user has selected other cells.
    void selectionChanged(const calolens::CellSelection& before,
                          const calolens::CellSelection& after);

protected:
    void initializeGL() override;
    void resizeGL(int width, int height) override;
    void paintGL() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct State;
    void sceneChanged();
    void setMoving();
    void applySize();
    void copyToWidget();
    void releaseGraphics();
    void moveCamera(const CameraState& camera);
    void stepCamera(const CameraState& camera);
    void hover(std::optional<QPoint> place);
    void updateFlicker();
    void dragTo(QPoint place, QMouseEvent* event);
    void dragSettings(QPoint place);
    void finishSelection();
    void toggleSelected(CellReference cell);
    void changeSelection(const CellSelection& selection);
    [[nodiscard]] double paneHeight() const;

    std::unique_ptr<State> m_state;
};

} // namespace calolens
