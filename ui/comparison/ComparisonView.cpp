// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonView.h"

#include "comparison/ComparisonViewState.h"
#include "comparison/GraphicsDriver.h"

#include <QElapsedTimer>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QOpenGLPaintDevice>
#include <QPainter>
#include <QSurfaceFormat>

#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace calolens {
namespace {

constexpr int kRestingSamples = 4; ///< of each pixel while nothing moves
constexpr int kRestMs = 180; ///< after the last movement the picture is drawn with all samples

} // namespace

ComparisonView::ComparisonView(QWidget* parent)
    : QOpenGLWidget(parent)
    , m_state(std::make_unique<State>()) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
    m_state->window->SetMultiSamples(kRestingSamples);
    m_state->drawing.scene().addTo(m_state->window);
    m_state->rest.setSingleShot(true);
    m_state->rest.setInterval(kRestMs);
    connect(&m_state->rest, &QTimer::timeout, this, [this] {
        m_state->window->SetMultiSamples(kRestingSamples);
        sceneChanged();
    });
    m_state->flicker.setTimerType(Qt::PreciseTimer);
    connect(&m_state->flicker, &QTimer::timeout, this, [this] {
        m_state->drawing.setSecondShown(!m_state->drawing.secondShown());
        sceneChanged();
    });
}

ComparisonView::~ComparisonView() {
    // Else the context's last signal would reach an object that is half gone.
    disconnect(m_state->contextConnection);
    releaseGraphics();
    m_state->drawing.scene().removeFrom(m_state->window);
}

void ComparisonView::prepareSurfaceFormat() {
    protectGraphicsDriver();
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    QSurfaceFormat::setDefaultFormat(format);
}

void ComparisonView::setMoving() {
    m_state->window->SetMultiSamples(0);
    m_state->rest.start();
}

void ComparisonView::sceneChanged() {
    m_state->sceneDirty = true;
    update();
}

void ComparisonView::setComparison(std::shared_ptr<const EventComparison> comparison) {
    const bool hadPin = m_state->pinned.has_value();
    m_state->drawing.setComparison(std::move(comparison));
    if (m_state->highlighted && !m_state->drawing.hasCell(*m_state->highlighted))
        m_state->highlighted.reset();
    if (hadPin && !m_state->drawing.hasCell(*m_state->pinned))
        m_state->pinned.reset();
    m_state->drawing.setLit(m_state->highlighted, m_state->pinned);
    sceneChanged();
    Q_EMIT cameraChanged();
}

std::shared_ptr<const EventComparison> ComparisonView::comparison() const {
    return m_state->drawing.comparison();
}

void ComparisonView::setPredicted(std::span<const float> energiesMeV, const QString& label) {
    m_state->drawing.setPredicted(energiesMeV, label);
    setMoving(); // scrubbing calls this many times a second
    sceneChanged();
}

void ComparisonView::setReference(std::span<const float> energiesMeV, const QString& label,
                                  const QString& name) {
    if (energiesMeV.empty() && !m_state->drawing.hasReference())
        return; // nothing changes: scrubbing calls this with every frame
    m_state->drawing.setReference(energiesMeV, label, name);
    setMoving();
    sceneChanged();
}

const PaneContent& ComparisonView::paneContent(PaneRole role) const {
    return m_state->drawing.content(role);
}

void ComparisonView::setMap(PaneMap map) {
    if (map.empty() && !m_state->drawing.hasMap())
        return;
    m_state->drawing.setMap(std::move(map));
    sceneChanged();
}

ViewSettings ComparisonView::viewSettings() const {
    return m_state->drawing.settings();
}

void ComparisonView::setViewSettings(const ViewSettings& settings) {
    if (settings == m_state->drawing.settings())
        return;
    m_state->drawing.setSettings(settings);
    updateFlicker();
    sceneChanged();
}

void ComparisonView::updateFlicker() {
    const ViewSettings& settings = m_state->drawing.settings();
    if (settings.arrangement != PaneArrangement::Flicker || !(settings.flickerSeconds > 0)) {
        m_state->flicker.stop();
        return;
    }
    const double seconds = std::max(settings.flickerSeconds, ViewSettings::FastestFlickerSeconds);
    const int interval = static_cast<int>(std::lround(1000 * seconds));
    if (!m_state->flicker.isActive() || m_state->flicker.interval() != interval)
        m_state->flicker.start(interval);
}

int ComparisonView::flickerIntervalMs() const {
    return m_state->flicker.isActive() ? m_state->flicker.interval() : 0;
}

void ComparisonView::showOtherPicture() {
    ViewSettings settings = m_state->drawing.settings();
    if (settings.arrangement == PaneArrangement::Flicker) {
        m_state->drawing.setSecondShown(!m_state->drawing.secondShown());
        sceneChanged();
    } else if (isBlend(settings.arrangement)) {
        std::swap(settings.blendFirst, settings.blendSecond);
        setViewSettings(settings);
        Q_EMIT viewSettingsDragged(settings, false);
    }
}

void ComparisonView::setSelection(const CellSelection& selection) {
    m_state->drawing.setSelection(selection);
    sceneChanged();
}

const CellSelection& ComparisonView::selection() const {
    return m_state->drawing.selection();
}

void ComparisonView::setDragTool(DragTool tool) {
    m_state->tool = tool;
    setCursor(tool == DragTool::Camera ? Qt::ArrowCursor : Qt::CrossCursor);
}

DragTool ComparisonView::dragTool() const {
    return m_state->tool;
}

CameraState ComparisonView::camera() const {
    return m_state->drawing.camera();
}

void ComparisonView::setCamera(const CameraState& camera) {
    m_state->drawing.setCamera(camera);
    sceneChanged();
    Q_EMIT cameraChanged();
}

void ComparisonView::resetCamera() {
    m_state->drawing.resetCamera();
    sceneChanged();
    Q_EMIT cameraChanged();
}

void ComparisonView::setHighlighted(std::optional<CellReference> cell) {
    if (cell && !m_state->drawing.hasCell(*cell))
        cell.reset();
    m_state->highlighted = cell;
    m_state->drawing.setLit(m_state->highlighted, m_state->pinned);
    m_state->drawing.setDescriptionPlace(std::nullopt);
    update();
}

std::optional<CellReference> ComparisonView::highlighted() const {
    return m_state->highlighted;
}

void ComparisonView::setPinned(std::optional<CellReference> cell) {
    if (cell && !m_state->drawing.hasCell(*cell))
        cell.reset();
    m_state->pinned = cell;
    m_state->drawing.setLit(m_state->highlighted, m_state->pinned);
    update();
}

std::optional<CellReference> ComparisonView::pinned() const {
    return m_state->pinned;
}

QImage ComparisonView::grabPicture() {
    m_state->window->SetMultiSamples(kRestingSamples);
    m_state->sceneDirty = true;
    return grabFramebuffer();
}

double ComparisonView::lastFrameMs() const {
    return m_state->lastFrameMs;
}

QSize ComparisonView::sizeHint() const {
    return {1000, 480};
}

QSize ComparisonView::minimumSizeHint() const {
    return {360, 200};
}

void ComparisonView::initializeGL() {
    HostedRenderWindow* window = m_state->window;
    // Not QOpenGLWidget::makeCurrent(): it binds the widget's framebuffer behind VTK's back.
    QSurface* const surface = context()->surface();
    window->setHost([this, surface] { context()->makeCurrent(surface); },
                    [this] { return QOpenGLContext::currentContext() == context(); });
    window->GetState()->Reset();
    window->OpenGLInitContext();
    disconnect(m_state->contextConnection);
    m_state->contextConnection = connect(
        context(), &QOpenGLContext::aboutToBeDestroyed, this, [this] { releaseGraphics(); },
        Qt::DirectConnection);
    m_state->framesInContext = 0;
    m_state->sceneDirty = true;
}

void ComparisonView::releaseGraphics() {
    if (!m_state->window->GetReadyForRendering())
        return;
    makeCurrent();
    m_state->window->Finalize();
    m_state->window->clearHost();
    doneCurrent();
}

void ComparisonView::resizeGL(int, int) {
    applySize();
}

void ComparisonView::applySize() {
    const double ratio = devicePixelRatioF();
    m_state->deviceSize = (QSizeF(size()) * ratio).toSize().expandedTo({1, 1});
    m_state->window->SetSize(m_state->deviceSize.width(), m_state->deviceSize.height());
    m_state->drawing.setSurface(size(), ratio, font());
    m_state->sceneDirty = true;
}

void ComparisonView::paintGL() {
    QElapsedTimer timer;
    timer.start();
    HostedRenderWindow* window = m_state->window;
    vtkOpenGLState* glState = window->GetState();
    glState->Reset();
    glState->Push();
    glState->vtkglDepthFunc(GL_LEQUAL); // Qt leaves GL_LESS
    if (m_state->sceneDirty) {
        m_state->drawing.render(window);
        if (m_state->framesInContext++ == 0) { // VTK's first frame in a new context comes out blank
            applySize();
            m_state->drawing.render(window);
        }
        m_state->sceneDirty = false;
    }
    copyToWidget();
    glState->Pop();
    makeCurrent(); // binds the widget's framebuffer for the painter

    // Not QPainter(this): QWidget::grab() redirects that one to its own picture.
    QOpenGLPaintDevice canvas(m_state->deviceSize);
    canvas.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&canvas);
    m_state->drawing.paintOverlay(painter);
    painter.end();
    m_state->lastFrameMs = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

void ComparisonView::copyToWidget() {
    QOpenGLExtraFunctions* gl = context()->extraFunctions();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    const GLenum attachment = GL_COLOR_ATTACHMENT0;
    gl->glDrawBuffers(1, &attachment);
    m_state->window->GetState()->vtkglDisable(GL_SCISSOR_TEST);
    gl->glDisable(GL_SCISSOR_TEST);
    const QSize size = m_state->deviceSize;
    m_state->window->BlitDisplayFramebuffer(0, 0, 0, size.width(), size.height(), 0, 0,
                                            size.width(), size.height(), GL_COLOR_BUFFER_BIT,
                                            GL_NEAREST);
    // The picture is opaque whatever alpha the scene left behind.
    gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl->glClearColor(0, 0, 0, 1);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

} // namespace calolens
