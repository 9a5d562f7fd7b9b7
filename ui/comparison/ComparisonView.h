// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/PaneMap.h"
#include "comparison/ViewSettings.h"
#include "event/EventComparison.h"

#include <QImage>
#include <QOpenGLWidget>

#include <memory>
#include <optional>
#include <span>

namespace calolens {

/// LR | predicted HR | truth HR of one event in linked 3D panes: one widget, several viewports, one
/// camera. Left drag rotates about the event, the wheel zooms, middle or Shift+left drag pans, a
/// double click frames the event again; hovering lights up a cell with its parent, its children and
/// its twins in the other panes; a click pins it.
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
    void setReference(std::span<const float> energiesMeV, const QString& label);

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
    bool event(QEvent* event) override;

private:
    struct State;
    void sceneChanged();
    void setMoving();
    void applySize();
    void copyToWidget();
    void releaseGraphics();
    void moveCamera(const CameraState& camera);
    void hover(std::optional<QPoint> place);

    std::unique_ptr<State> m_state;
};

} // namespace calolens
