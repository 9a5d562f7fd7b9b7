// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonDrawing.h"

#include "comparison/Vector3.h"

#include <QCoreApplication>

#include <algorithm>

namespace calolens {
namespace {

constexpr std::array<PaneRole, paneRoleCount> kRoles{
    PaneRole::Lr,        PaneRole::Predicted,     PaneRole::Truth, PaneRole::Difference,
    PaneRole::Reference, PaneRole::RunDifference, PaneRole::Map};
constexpr double kRayBeforeMm = 90; ///< of a particle's ray before the calorimeter
constexpr double kRayBehindMm = 30;

std::size_t place(PaneRole role) {
    return static_cast<std::size_t>(role);
}

/// A direction given in one frame, carried over to another.
Point3 carried(const Point3& v, const DetectorFrame& from, const DetectorFrame& to) {
    return dot(v, from.outward) * to.outward + dot(v, from.alongEta) * to.alongEta +
           dot(v, from.alongPhi) * to.alongPhi;
}

} // namespace

ComparisonDrawing::ComparisonDrawing() {
    applyTheme();
    refreshPanes();
}

const Event* ComparisonDrawing::event() const noexcept {
    const Event* event = m_comparison ? m_comparison->event.get() : nullptr;
    return event != nullptr && !event->levels.empty() ? event : nullptr;
}

EnergyScale ComparisonDrawing::sharedScale() const {
    const Event* shown = event();
    return shown != nullptr
               ? EnergyScale::forEvent(*shown, m_settings.thresholdMeV, m_settings.logScale)
               : EnergyScale(1, 10000, m_settings.logScale);
}

CellAppearance ComparisonDrawing::appearance(const PaneContent& content) const {
    return appearanceOf(content, m_settings, sharedScale());
}

CellAppearance ComparisonDrawing::appearance() const {
    return {m_settings, sharedScale(), false};
}

void ComparisonDrawing::setComparison(std::shared_ptr<const EventComparison> comparison) {
    const Event* before = event();
    const DetectorFrame oldFrame = m_window.barrelFrame();
    const bool hadEvent = before != nullptr;
    const std::shared_ptr<const EventComparison> old = std::move(m_comparison);
    m_comparison = std::move(comparison);
    m_sources.comparison = m_comparison.get();
    m_sources.prediction = {};
    if (m_comparison)
        m_sources.prediction = {m_comparison->predicted,
                                QString::fromStdString(m_comparison->predictedLabel)};
    if (hadEvent && event() == before) { // another prediction of the same event
        refreshPanes();
        return;
    }
    m_sources.reference = {};
    m_sources.map = {};
    m_highlighted.reset();
    m_pinned.reset();
    m_descriptionPlace.reset();
    chooseStyle();
    rebuildGeometry();
    refreshPanes();
    layOut();
    if (event() == nullptr)
        return;
    if (hadEvent) {
        const DetectorFrame frame = m_window.barrelFrame();
        const Point3 back = m_camera.position - m_camera.focalPoint;
        m_camera.focalPoint = {};
        m_camera.position = carried(back, oldFrame, frame);
        m_camera.viewUp = carried(m_camera.viewUp, oldFrame, frame);
    }
    frameEvent(hadEvent && !m_cameraIsDefault);
}

void ComparisonDrawing::setPredicted(std::span<const float> energiesMeV, const QString& label) {
    m_sources.prediction = {{energiesMeV.begin(), energiesMeV.end()}, label};
    for (const PaneRole role : {PaneRole::Predicted, PaneRole::Difference, PaneRole::RunDifference})
        refreshPane(role);
}

void ComparisonDrawing::setReference(std::span<const float> energiesMeV, const QString& label) {
    const bool other = energiesMeV.empty() == hasReference();
    m_sources.reference = {{energiesMeV.begin(), energiesMeV.end()}, label};
    refreshPane(PaneRole::Reference);
    refreshPane(PaneRole::RunDifference);
    if (other)
        layOut();
}

void ComparisonDrawing::setMap(PaneMap map) {
    const bool other = map.empty() == hasMap();
    m_sources.map = std::move(map);
    if (event() != nullptr)
        m_scene.cells(PaneRole::Map).setMesh(m_sources.map.level == 0 ? m_lrMesh : m_hrMesh);
    refreshPane(PaneRole::Map);
    if (other)
        layOut();
}

void ComparisonDrawing::setSettings(const ViewSettings& settings) {
    const ViewSettings old = m_settings;
    m_asked = settings;
    m_settings = settings;
    chooseStyle();
    applyTheme();
    const bool moved = old.layerGapMm != settings.layerGapMm;
    if (moved || old.layerVisible != settings.layerVisible ||
        old.showDetector != settings.showDetector || old.style != settings.style ||
        old.showWindow != settings.showWindow || old.showParticles != settings.showParticles)
        rebuildGeometry();
    refreshPanes();
    setSurface(m_size, m_pixelRatio, m_font);
}

void ComparisonDrawing::chooseStyle() {
    const Event* shown = event();
    const bool many =
        shown != nullptr && std::max(shown->lr().size(), shown->hr().size()) > MostSolidCells;
    m_settings.style = many ? CellStyle::Points : m_asked.style;
}

void ComparisonDrawing::rebuildGeometry() {
    const Event* shown = event();
    m_geometry.reset();
    m_families = {};
    m_window = {};
    m_outline = {};
    std::vector<Polyline> rays;
    std::vector<Polyline> footprints;
    m_lrMesh.reset();
    m_hrMesh.reset();
    if (shown != nullptr) {
        m_geometry = std::make_unique<CellGeometry>(*shown->readout, m_settings.layerGapMm);
        m_families = FamilyTree(*shown);
        m_window = eventWindow(*shown);
        m_lrMesh = std::make_shared<CellMesh>(shown->lr(), 0, *m_geometry);
        if (shown->levels.size() > 1)
            m_hrMesh = std::make_shared<CellMesh>(
                shown->hr(), static_cast<int>(shown->levels.size()) - 1, *m_geometry);
        if (m_settings.showDetector)
            m_outline = DetectorOutline(m_window, *m_geometry, m_settings);
        if (m_settings.showWindow && m_settings.style != CellStyle::Boxes)
            footprints = cellFootprints(*shown, *m_geometry, m_settings);
        if (m_settings.showParticles && !m_window.empty())
            for (const Particle& particle : shown->particles) {
                const double end = m_geometry->depthEnd(m_window.layers.back()) + kRayBehindMm;
                const Detector& detector = shown->readout->detector;
                rays.push_back({pointAt(detector, -kRayBeforeMm, particle.eta, particle.phi),
                                pointAt(detector, end, particle.eta, particle.phi)});
            }
    }
    for (const PaneRole role : kRoles)
        m_scene.cells(role).setMesh(
            role == PaneRole::Lr || (role == PaneRole::Map && m_sources.map.level == 0) ? m_lrMesh
                                                                                        : m_hrMesh);
    m_scene.setFootprints(footprints);
    m_scene.setParticles(rays);
    applyCamera();
}

void ComparisonDrawing::refreshPane(PaneRole role) {
    PaneContent& content = m_contents[place(role)];
    content = paneContent(role, m_sources, m_settings, sharedScale());
    const CellAppearance look = appearance(content);
    m_scene.cells(role).setEnergies(content.energies, look, m_settings);
    m_pickers[place(role)].reset();
}

void ComparisonDrawing::refreshPanes() {
    for (const PaneRole role : kRoles)
        refreshPane(role);
}

void ComparisonDrawing::applyTheme() {
    const ViewTheme theme = ViewTheme::of(m_settings.dark);
    m_scene.setColours(theme);
}

void ComparisonDrawing::setSurface(QSize size, double pixelRatio, const QFont& font) {
    m_size = size;
    m_pixelRatio = pixelRatio;
    m_font = font;
    layOut();
}

void ComparisonDrawing::layOut() {
    const ComparisonOverlay overlay(ViewTheme::of(m_settings.dark), m_font);
    m_layout = layoutPanes(m_size, m_settings, overlay.metrics(), hasReference(), hasMap());
    m_scene.arrange(m_layout, m_size);
    m_scene.setLineWidth(1.2 * m_pixelRatio * overlay.metrics().titleHeight / 40.0);
    for (auto& picker : m_pickers)
        picker.reset();
    if (m_cameraIsDefault)
        frameEvent(false);
}

double ComparisonDrawing::paneAspect() const {
    if (m_layout.panes.empty())
        return 1;
    const QRect& scene = m_layout.panes.front().scene;
    return static_cast<double>(scene.width()) / std::max(scene.height(), 1);
}

void ComparisonDrawing::frameEvent(bool keepDirection) {
    if (event() == nullptr)
        return;
    std::vector<Point3> points = framedPoints(*event(), *m_geometry, m_settings);
    if (points.empty())
        points = framedPoints(*event(), *m_geometry, {});
    m_camera = keepDirection ? reframed(m_camera, points, paneAspect())
                             : framingCamera(points, m_window.barrelFrame(), paneAspect());
    applyCamera();
}

void ComparisonDrawing::applyCamera() {
    m_scene.setOutline(m_outline.behind(m_camera.position));
    m_scene.setCamera(m_camera);
    for (auto& picker : m_pickers)
        picker.reset();
}

void ComparisonDrawing::setCamera(const CameraState& camera) {
    m_camera = camera;
    m_cameraIsDefault = false;
    applyCamera();
}

void ComparisonDrawing::resetCamera() {
    m_cameraIsDefault = true;
    frameEvent(false);
}

bool ComparisonDrawing::hasCell(CellReference cell) const {
    return m_families.family(cell).has_value();
}

void ComparisonDrawing::setLit(std::optional<CellReference> highlighted,
                               std::optional<CellReference> pinned) {
    m_highlighted = highlighted;
    m_pinned = pinned;
}

std::optional<CellReference> ComparisonDrawing::cellAt(QPoint at) {
    const PanePlace* pane = m_layout.paneAt(at);
    if (pane == nullptr || event() == nullptr)
        return std::nullopt;
    const PaneContent& content = m_contents[place(pane->role)];
    if (content.empty())
        return std::nullopt;
    std::unique_ptr<ScreenPicker>& picker = m_pickers[place(pane->role)];
    if (!picker) {
        const QRectF scene(pane->scene);
        picker = std::make_unique<ScreenPicker>(Projection(m_camera, scene), scene);
        const CellAppearance look = appearance(content);
        const CellSet& cells = event()->levels[static_cast<std::size_t>(content.level)];
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double size = look.size(cells.layer[i], content.energies[i]);
            if (size <= 0)
                continue;
            const CellId id = cells.id(i);
            if (m_settings.style != CellStyle::Points)
                picker->addBox(
                    i, CellGeometry::shrunk(m_geometry->corners(content.level, id), size,
                                            look.depthSize(m_geometry->width(content.level, id),
                                                           m_geometry->depth(content.level, id))));
            else
                picker->addSphere(i, m_geometry->centre(content.level, id),
                                  0.5 * size * m_geometry->width(content.level, id));
        }
    }
    const auto index = picker->pick(QPointF(at));
    return index ? std::optional(CellReference{content.level, *index}) : std::nullopt;
}

CellCorners ComparisonDrawing::frameOf(int level, CellId cell) const {
    const CellCorners wedge = m_geometry->corners(level, cell);
    if (m_settings.style == CellStyle::Boxes)
        return wedge;
    const CellAppearance look = appearance();
    return CellGeometry::shrunk(
        wedge, 1, look.depthSize(m_geometry->width(level, cell), m_geometry->depth(level, cell)));
}

std::vector<ComparisonOverlay::Frame> ComparisonDrawing::framesFor(CellReference cell,
                                                                   const PaneContent& pane) const {
    std::vector<ComparisonOverlay::Frame> frames;
    const auto family = m_families.family(cell);
    if (!family)
        return frames;
    const CellCorners parent = frameOf(0, event()->lr().id(family->lr));
    if (pane.level == 0) {
        frames.push_back({parent, true});
        if (family->hr)
            frames.push_back({frameOf(cell.level, event()->hr().id(*family->hr)), false});
        return frames;
    }
    frames.push_back({parent, !family->hr});
    for (const std::size_t child : family->children)
        frames.push_back(
            {frameOf(pane.level, event()->hr().id(child)), family->hr && *family->hr == child});
    return frames;
}

std::vector<ComparisonOverlay::Label>
ComparisonDrawing::labelsFor(const PanePlace& pane, const Projection& projection) const {
    std::vector<ComparisonOverlay::Label> labels;
    const Detector& detector = event()->readout->detector;
    if (m_settings.showDetector)
        for (const int layer : m_window.layers) {
            if (!m_settings.layerIsVisible(static_cast<std::size_t>(layer)))
                continue;
            const double depth =
                0.5 * (m_geometry->depthStart(layer) + m_geometry->depthEnd(layer));
            std::optional<QPointF> leftmost;
            for (const double eta : {m_window.etaLow, m_window.etaHigh})
                for (const double phi : {m_window.phiLow, m_window.phiHigh})
                    if (const auto at = projection.project(pointAt(detector, depth, eta, phi));
                        at && (!leftmost || at->pixel.x() < leftmost->x()))
                        leftmost = at->pixel;
            if (leftmost)
                labels.push_back(
                    {*leftmost, QString::fromStdString(
                                    detector.layers[static_cast<std::size_t>(layer)].name)});
        }
    if (m_settings.showParticles && pane.role == PaneRole::Truth)
        for (const Particle& particle : event()->particles)
            if (const auto at = projection.project(
                    pointAt(detector, -kRayBeforeMm, particle.eta, particle.phi)))
                labels.push_back({at->pixel, particleText(particle), true});
    return labels;
}

void ComparisonDrawing::paintLegends(QPainter& painter, const ComparisonOverlay& overlay) const {
    QString caption = m_settings.logScale
                          ? QCoreApplication::translate("ComparisonView", "Energy per cell (log)")
                          : QCoreApplication::translate("ComparisonView", "Energy per cell");
    if (m_settings.style != m_asked.style)
        caption += QCoreApplication::translate("ComparisonView", ", points: many cells");
    std::vector<const PaneContent*> own; // panes whose numbers have a scale of their own
    for (const PanePlace& pane : m_layout.panes)
        if (const PaneContent& content = m_contents[place(pane.role)]; content.ownScale)
            own.push_back(&content);
    const int width = m_layout.legend.width();
    // The energies' legend has twice the room of another.
    const int part = width / (static_cast<int>(own.size()) + 2);
    QRect room = m_layout.legend;
    room.setWidth(width - static_cast<int>(own.size()) * part);
    overlay.drawLegend(painter, room, appearance(), caption);
    for (const PaneContent* content : own) {
        room = QRect(room.right() + 1, room.top(), part, room.height());
        overlay.drawLegend(painter, room, appearance(*content), content->ownCaption);
    }
}

void ComparisonDrawing::paintOverlay(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    const ViewTheme theme = ViewTheme::of(m_settings.dark);
    const ComparisonOverlay overlay(theme, m_font);
    for (const PanePlace& pane : m_layout.panes) {
        const PaneContent& content = m_contents[place(pane.role)];
        overlay.drawTitle(painter, pane, content);
        if (content.empty()) {
            overlay.drawEmptyWords(painter, pane, content);
        }
        if (event() == nullptr)
            continue;
        const Projection projection(m_camera, QRectF(pane.scene));
        for (const auto& lit : {m_pinned, m_highlighted})
            if (lit)
                overlay.drawFrames(painter, pane, framesFor(*lit, content), projection);
        overlay.drawLabels(painter, pane, labelsFor(pane, projection));
        if (m_settings.showAxes)
            overlay.drawOrientation(painter, pane, m_window.frame(), projection);
    }
    painter.fillRect(m_layout.legend, theme.pane);
    paintLegends(painter, overlay);

    if (m_highlighted && m_descriptionPlace)
        if (const auto family = m_families.family(*m_highlighted))
            overlay.drawDescription(
                painter, *m_descriptionPlace, QRect(QPoint(0, 0), m_size),
                describeCell(*event(), *family, m_sources.prediction, m_sources.map));
}

} // namespace calolens
