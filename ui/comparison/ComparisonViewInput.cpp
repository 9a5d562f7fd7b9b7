// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"

#include "comparison/ComparisonViewState.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace calolens {
namespace {

constexpr double kZoomPerStep = 1.15; ///< of the wheel

} // namespace

double ComparisonView::paneHeight() const {
    const PaneLayout& layout = m_state->drawing.layout();
    return layout.panes.empty() ? height() : layout.panes.front().scene.height();
}

void ComparisonView::moveCamera(const CameraState& camera) {
    setMoving();
    m_state->drawing.setDescriptionPlace(std::nullopt);
    setCamera(camera);
}

void ComparisonView::stepCamera(const CameraState& camera) {
    const CameraState before = this->camera();
    moveCamera(camera);
    Q_EMIT cameraMoved(before, camera, true);
}

void ComparisonView::hover(std::optional<QPoint> place) {
    const auto grip = place ? m_state->drawing.gripAt(*place) : ComparisonDrawing::Grip::None;
    const bool free = grip == ComparisonDrawing::Grip::None;
    setCursor(grip == ComparisonDrawing::Grip::Blend    ? Qt::SplitHCursor
              : grip == ComparisonDrawing::Grip::Legend ? Qt::SizeAllCursor
              : m_state->tool == DragTool::Camera       ? Qt::ArrowCursor
                                                        : Qt::CrossCursor);
    const auto cell = place && free ? m_state->drawing.cellAt(*place) : std::nullopt;
    const bool changed = cell != m_state->highlighted;
    m_state->highlighted = cell;
    m_state->drawing.setLit(m_state->highlighted, m_state->pinned);
    m_state->drawing.setDescriptionPlace(cell ? place : std::nullopt);
    if (changed || cell)
        update();
    if (changed)
        Q_EMIT cellHovered(cell);
}

void ComparisonView::mousePressEvent(QMouseEvent* event) {
    using Drag = State::Drag;
    State& state = *m_state;
    state.pressed = state.last = event->position().toPoint();
    state.dragged = false;
    state.drag = Drag::Camera;
    state.cameraBefore = camera();
    state.outline.clear();
    const PaneLayout& layout = state.drawing.layout();
    const PanePlace* map = layout.mapAt(state.pressed);
    const PanePlace* pane = layout.paneAt(state.pressed);
    state.dragRoom = map != nullptr ? map->map : pane != nullptr ? pane->visible : rect();
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    state.grip = event->button() == Qt::LeftButton ? state.drawing.gripAt(state.pressed)
                                                   : ComparisonDrawing::Grip::None;
    if (state.grip != ComparisonDrawing::Grip::None) {
        state.drag = Drag::Settings;
        state.legendOffset = state.pressed - state.drawing.floatingLegend().topLeft();
    } else if (event->button() == Qt::LeftButton && (map != nullptr || pane != nullptr) &&
               (control || (state.tool != DragTool::Camera && !shift))) {
        state.drag = Drag::Selection;
        state.lasso = control ? shift : state.tool == DragTool::Lasso;
    } else if (map != nullptr) {
        state.drag = Drag::Map;
    }
    event->accept();
}

void ComparisonView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    if (event->buttons() == Qt::NoButton) {
        hover(place);
        return;
    }
    if (!m_state->dragged && m_state->drag != State::Drag::Settings &&
        (place - m_state->pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    dragTo(place, event);
    m_state->dragged = true;
    m_state->last = place;
}

void ComparisonView::dragTo(QPoint place, QMouseEvent* event) {
    State& state = *m_state;
    const QPointF drag = place - state.last;
    const double height = paneHeight();
    const bool left = event->buttons().testFlag(Qt::LeftButton);
    switch (state.drag) {
    case State::Drag::Settings:
        dragSettings(place);
        return;
    case State::Drag::Selection: {
        const QPoint inside(std::clamp(place.x(), state.dragRoom.left(), state.dragRoom.right()),
                            std::clamp(place.y(), state.dragRoom.top(), state.dragRoom.bottom()));
        if (state.lasso && state.outline.isEmpty())
            state.outline << state.pressed;
        if (state.lasso)
            state.outline << inside;
        else
            state.outline =
                QPolygonF({QPointF(state.pressed), QPointF(inside.x(), state.pressed.y()),
                           QPointF(inside), QPointF(state.pressed.x(), inside.y())});
        state.drawing.setRubber(state.outline);
        update();
        return;
    }
    case State::Drag::Map:
        state.drawing.setMapView(panned(state.drawing.mapView(), drag, state.dragRoom));
        update();
        return;
    case State::Drag::Camera:
        if (event->buttons().testFlag(Qt::MiddleButton) ||
            (left && event->modifiers().testFlag(Qt::ShiftModifier)))
            moveCamera(panned(camera(), drag, height));
        else if (left)
            moveCamera(rotated(camera(), drag, height));
        else if (event->buttons().testFlag(Qt::RightButton))
            moveCamera(zoomed(camera(), std::exp(-2.0 * drag.y() / std::max(height, 1.0))));
        return;
    case State::Drag::None:
        return;
    }
}

void ComparisonView::dragSettings(QPoint place) {
    ViewSettings settings = m_state->drawing.settings();
    if (m_state->grip == ComparisonDrawing::Grip::Legend) {
        const QRect legend = m_state->drawing.floatingLegend();
        const QPoint corner = place - m_state->legendOffset;
        const auto share = [](int at, int room) {
            return room > 0 ? std::clamp(static_cast<double>(at) / room, 0.0, 1.0) : 0.0;
        };
        settings.legendX = share(corner.x(), width() - legend.width());
        const int top = m_state->drawing.layout().panes.front().title.height();
        settings.legendY = share(corner.y() - top, height() - top - legend.height());
    } else {
        const PaneLayout& layout = m_state->drawing.layout();
        const QRect room = layout.mix ? *layout.mix : layout.panes.front().scene;
        settings.blend = std::clamp(
            static_cast<double>(place.x() - room.left()) / std::max(room.width(), 1), 0.0, 1.0);
        setMoving();
    }
    if (settings == m_state->drawing.settings())
        return;
    setViewSettings(settings);
    Q_EMIT viewSettingsDragged(settings, m_state->dragged);
}

void ComparisonView::finishSelection() {
    const CellSelection found = m_state->drawing.cellsWithin(m_state->outline);
    m_state->outline.clear();
    m_state->drawing.setRubber({});
    update();
    changeSelection(found);
}

void ComparisonView::toggleSelected(CellReference cell) {
    CellSelection selection = m_state->drawing.selection();
    if (selection.level != cell.level)
        selection = {cell.level, {}};
    const auto at = std::lower_bound(selection.cells.begin(), selection.cells.end(), cell.index);
    if (at != selection.cells.end() && *at == cell.index)
        selection.cells.erase(at);
    else
        selection.cells.insert(at, cell.index);
    changeSelection(selection);
}

void ComparisonView::changeSelection(const CellSelection& selection) {
    const CellSelection before = m_state->drawing.selection();
    setSelection(selection);
    if (m_state->drawing.selection() != before)
        Q_EMIT selectionChanged(before, m_state->drawing.selection());
}

void ComparisonView::mouseReleaseEvent(QMouseEvent* event) {
    using Drag = State::Drag;
    const Drag drag = std::exchange(m_state->drag, Drag::None);
    if (std::exchange(m_state->dragged, false)) {
        if (drag == Drag::Selection)
            finishSelection();
        else if (drag == Drag::Camera)
            Q_EMIT cameraMoved(m_state->cameraBefore, camera(), false);
        return;
    }
    if (event->button() != Qt::LeftButton || drag == Drag::Settings)
        return;
    const auto cell = m_state->drawing.cellAt(event->position().toPoint());
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        if (cell)
            toggleSelected(*cell);
        return;
    }
    setPinned(cell);
    Q_EMIT cellPicked(m_state->pinned);
}

void ComparisonView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const CameraState before = camera();
    resetCamera();
    Q_EMIT cameraMoved(before, camera(), false);
}

void ComparisonView::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    event->accept();
    if (steps == 0)
        return;
    const double factor = std::pow(kZoomPerStep, steps);
    const QPointF place = event->position();
    if (const PanePlace* pane = m_state->drawing.layout().mapAt(place.toPoint())) {
        m_state->drawing.setMapView(zoomed(m_state->drawing.mapView(), factor, place, pane->map));
        update();
        return;
    }
    stepCamera(zoomed(camera(), factor));
}

void ComparisonView::keyPressEvent(QKeyEvent* event) {
    constexpr double kStep = 30; // pixels of a drag
    QPointF drag;
    switch (event->key()) {
    case Qt::Key_Left:
        drag = {-kStep, 0};
        break;
    case Qt::Key_Right:
        drag = {kStep, 0};
        break;
    case Qt::Key_Up:
        drag = {0, -kStep};
        break;
    case Qt::Key_Down:
        drag = {0, kStep};
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        stepCamera(zoomed(camera(), kZoomPerStep));
        return;
    case Qt::Key_Minus:
        stepCamera(zoomed(camera(), 1 / kZoomPerStep));
        return;
    default:
        QOpenGLWidget::keyPressEvent(event);
        return;
    }
    stepCamera(event->modifiers().testFlag(Qt::ShiftModifier)
                   ? panned(camera(), drag, paneHeight())
                   : rotated(camera(), drag, paneHeight()));
}

void ComparisonView::leaveEvent(QEvent* event) {
    hover(std::nullopt);
    QOpenGLWidget::leaveEvent(event);
}

bool ComparisonView::event(QEvent* event) {
    switch (event->type()) {
    case QEvent::NativeGesture: {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            stepCamera(zoomed(camera(), 1.0 + gesture->value()));
            return true;
        }
        break;
    }
    case QEvent::FontChange:
    case QEvent::PaletteChange:
        applySize();
        update();
        break;
    default:
        break;
    }
    return QOpenGLWidget::event(event);
}

} // namespace calolens
