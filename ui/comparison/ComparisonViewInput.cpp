// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"

#include "comparison/ComparisonViewState.h"

#include <QApplication>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

constexpr double kZoomPerStep = 1.15; ///< of the wheel

} // namespace

void ComparisonView::moveCamera(const CameraState& camera) {
    setMoving();
    m_state->drawing.setDescriptionPlace(std::nullopt);
    setCamera(camera);
}

void ComparisonView::hover(std::optional<QPoint> place) {
    const auto cell = place ? m_state->drawing.cellAt(*place) : std::nullopt;
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
    m_state->pressed = m_state->last = event->position().toPoint();
    m_state->dragged = false;
    event->accept();
}

void ComparisonView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    if (event->buttons() == Qt::NoButton) {
        hover(place);
        return;
    }
    if (!m_state->dragged &&
        (place - m_state->pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_state->dragged = true;
    const QPointF drag = place - m_state->last;
    m_state->last = place;
    const PaneLayout& layout = m_state->drawing.layout();
    const double height =
        layout.panes.empty() ? this->height() : layout.panes.front().scene.height();
    const bool pan = event->buttons().testFlag(Qt::MiddleButton) ||
                     (event->buttons().testFlag(Qt::LeftButton) &&
                      event->modifiers().testFlag(Qt::ShiftModifier));
    if (pan)
        moveCamera(panned(camera(), drag, height));
    else if (event->buttons().testFlag(Qt::LeftButton))
        moveCamera(rotated(camera(), drag, height));
    else if (event->buttons().testFlag(Qt::RightButton))
        moveCamera(zoomed(camera(), std::exp(-2.0 * drag.y() / std::max(height, 1.0))));
}

void ComparisonView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_state->dragged || event->button() != Qt::LeftButton) {
        m_state->dragged = false;
        return;
    }
    const auto cell = m_state->drawing.cellAt(event->position().toPoint());
    setPinned(cell);
    Q_EMIT cellPicked(m_state->pinned);
}

void ComparisonView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        resetCamera();
}

void ComparisonView::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0)
        moveCamera(zoomed(camera(), std::pow(kZoomPerStep, steps)));
    event->accept();
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
            moveCamera(zoomed(camera(), 1.0 + gesture->value()));
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
