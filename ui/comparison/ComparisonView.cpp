// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"

#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QSurfaceFormat>

namespace calolens {

struct ComparisonView::State {
    std::shared_ptr<const EventComparison> comparison;
    ViewSettings settings;
    CameraState camera;
    std::optional<CellReference> highlighted;
    std::optional<CellReference> pinned;
};

ComparisonView::ComparisonView(QWidget* parent)
    : QOpenGLWidget(parent)
    , m_state(std::make_unique<State>()) {
    setMouseTracking(true);
}
ComparisonView::~ComparisonView() = default;

void ComparisonView::prepareSurfaceFormat() {
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    QSurfaceFormat::setDefaultFormat(format);
}

void ComparisonView::setComparison(std::shared_ptr<const EventComparison> comparison) {
    m_state->comparison = std::move(comparison);
    update();
}
std::shared_ptr<const EventComparison> ComparisonView::comparison() const {
    return m_state->comparison;
}
void ComparisonView::setPredicted(std::span<const float>, const QString&) {
    update();
}
ViewSettings ComparisonView::viewSettings() const {
    return m_state->settings;
}
void ComparisonView::setViewSettings(const ViewSettings& settings) {
    m_state->settings = settings;
    update();
}
CameraState ComparisonView::camera() const {
    return m_state->camera;
}
void ComparisonView::setCamera(const CameraState& camera) {
    m_state->camera = camera;
    update();
}
void ComparisonView::resetCamera() {
}
void ComparisonView::setHighlighted(std::optional<CellReference> cell) {
    m_state->highlighted = cell;
    update();
}
std::optional<CellReference> ComparisonView::highlighted() const {
    return m_state->highlighted;
}
void ComparisonView::setPinned(std::optional<CellReference> cell) {
    m_state->pinned = cell;
    update();
}
std::optional<CellReference> ComparisonView::pinned() const {
    return m_state->pinned;
}
QImage ComparisonView::grabPicture() {
    return grabFramebuffer();
}
double ComparisonView::lastFrameMs() const {
    return 0;
}
QSize ComparisonView::sizeHint() const {
    return {1000, 480};
}
QSize ComparisonView::minimumSizeHint() const {
    return {360, 200};
}
void ComparisonView::initializeGL() {
}
void ComparisonView::resizeGL(int, int) {
}
void ComparisonView::paintGL() {
    QPainter painter(this);
    painter.fillRect(rect(), m_state->settings.dark ? Qt::black : Qt::white);
}
void ComparisonView::mousePressEvent(QMouseEvent*) {
}
void ComparisonView::mouseMoveEvent(QMouseEvent*) {
}
void ComparisonView::mouseReleaseEvent(QMouseEvent*) {
}
void ComparisonView::mouseDoubleClickEvent(QMouseEvent*) {
}
void ComparisonView::wheelEvent(QWheelEvent*) {
}
void ComparisonView::leaveEvent(QEvent*) {
}
bool ComparisonView::event(QEvent* event) {
    return QOpenGLWidget::event(event);
}

} // namespace calolens
