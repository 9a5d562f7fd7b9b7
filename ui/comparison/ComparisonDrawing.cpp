// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonDrawing.h"

#include "comparison/ClipPlanes.h"
#include "comparison/Vector3.h"
#include "comparison/WindowPixels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace calolens {
namespace {

constexpr std::array<PaneRole, paneRoleCount> kRoles{
    PaneRole::Lr,        PaneRole::Predicted,     PaneRole::Truth, PaneRole::Difference,
    PaneRole::Reference, PaneRole::RunDifference, PaneRole::Map};
constexpr double kRayBehindMm = 30; ///< the calorimeter's end, of a particle's ray

std::size_t place(PaneRole role) {
    return static_cast<std::size_t>(role);
}

/// A direction given in one frame, carried over to another.
Point3 carried(const Point3& v, const DetectorFrame& from, const DetectorFrame& to) {
    return dot(v, from.outward) * to.outward + dot(v, from.alongEta) * to.alongEta +
           dot(v, from.alongPhi) * to.alongPhi;
}

/// Whether two settings give every cell the same colour and size.
bool sameCells(const ViewSettings& a, ViewSettings b) {
    b.arrangement = a.arrangement;
    b.singlePane = a.singlePane;
    b.showDifference = a.showDifference;
    b.blendFirst = a.blendFirst;
    b.blendSecond = a.blendSecond;
    b.blend = a.blend;
    b.flickerSeconds = a.flickerSeconds;
    b.showMaps = a.showMaps;
    b.legendFloats = a.legendFloats;
    b.legendX = a.legendX;
    b.legendY = a.legendY;
    b.showAxes = a.showAxes;
    return a == b;
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
    const EnergyScale suiting =
        shown != nullptr
            ? EnergyScale::forEvent(*shown, m_settings.thresholdMeV, m_settings.logScale)
            : EnergyScale(1, 10000, m_settings.logScale);
    return suiting.between(m_settings.rangeLowMeV, m_settings.rangeHighMeV);
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
        m_sources.prediction = {
            m_comparison->predicted, QString::fromStdString(m_comparison->predictedLabel), {}};
    if (hadEvent && event() == before) { // another prediction of the same event
        refreshPanes();
        return;
    }
    m_sources.reference = {};
    m_sources.map = {};
    m_selection = {};
    m_highlighted.reset();
    m_pinned.reset();
    m_descriptionPlace.reset();
    chooseStyle();
    rebuildGeometry();
    m_stale.fill(true);
    layOut();
    m_mapView = framingMapView(m_window);
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
    m_sources.prediction = {{energiesMeV.begin(), energiesMeV.end()}, label, {}};
    for (const PaneRole role : {PaneRole::Predicted, PaneRole::Difference, PaneRole::RunDifference})
        refreshPane(role);
}

void ComparisonDrawing::setReference(std::span<const float> energiesMeV, const QString& label,
                                     const QString& name) {
    const bool other = energiesMeV.empty() == hasReference();
    m_sources.reference = {{energiesMeV.begin(), energiesMeV.end()}, label, name};
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
        old.showDetector != settings.showDetector || old.style != m_settings.style ||
        old.showWindow != settings.showWindow || old.showParticles != settings.showParticles)
        rebuildGeometry();
    else if (old.clipEta != settings.clipEta || old.clipPhi != settings.clipPhi ||
             old.clipDepth != settings.clipDepth)
        markCells();
    if (!sameCells(old, m_settings))
        m_stale.fill(true);
    layOut();
}

void ComparisonDrawing::setSecondShown(bool second) {
    if (second == m_extras.second)
        return;
    m_extras.second = second;
    layOut();
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
        const bool solid = m_settings.style != CellStyle::Points;
        m_lrMesh = std::make_shared<CellMesh>(shown->lr(), 0, *m_geometry, solid);
        if (shown->levels.size() > 1)
            m_hrMesh = std::make_shared<CellMesh>(
                shown->hr(), static_cast<int>(shown->levels.size()) - 1, *m_geometry, solid);
        // Around half the detector and more, it would be in the way.
        if (m_settings.showDetector && m_window.phiHigh - m_window.phiLow < std::numbers::pi)
            m_outline = DetectorOutline(m_window, *m_geometry, m_settings);
        if (m_settings.showWindow && m_settings.style != CellStyle::Boxes &&
            shown->lr().size() <= MostSolidCells)
            footprints = cellFootprints(*shown, *m_geometry, m_settings);
        if (m_settings.showParticles && !m_window.empty())
            for (const Particle& particle : shown->particles) {
                const double end = m_geometry->depthEnd(m_window.layers.back()) + kRayBehindMm;
                const Detector& detector = shown->readout->detector;
                rays.push_back({pointAt(detector, -RayBeforeMm, particle.eta, particle.phi),
                                pointAt(detector, end, particle.eta, particle.phi)});
            }
    }
    for (const PaneRole role : kRoles)
        m_scene.cells(role).setMesh(
            role == PaneRole::Lr || (role == PaneRole::Map && m_sources.map.level == 0) ? m_lrMesh
                                                                                        : m_hrMesh);
    m_scene.setFootprints(footprints);
    m_scene.setParticles(rays);
    markCells();
    applyCamera();
}

void ComparisonDrawing::markCells() {
    m_lrMarks.clear();
    m_hrMarks.clear();
    m_selected = {};
    const Event* shown = event();
    if (shown == nullptr)
        return;
    const ClipPlanes planes(m_settings, m_window, *m_geometry);
    if (!planes.active() && m_selection.empty())
        return;
    m_lrMarks.resize(shown->lr().size());
    planes.mark(m_lrMarks, shown->lr(), 0);
    if (shown->levels.size() > 1) {
        m_hrMarks.resize(shown->hr().size());
        planes.mark(m_hrMarks, shown->hr(), static_cast<int>(shown->levels.size()) - 1);
    }
    if (m_selection.empty())
        return;
    m_selected = selectedCells(*shown, m_families, m_selection);
    dimOthers(m_lrMarks, m_selected.lr);
    dimOthers(m_hrMarks, m_selected.hr);
}

const std::vector<CellMark>& ComparisonDrawing::marksOf(const PaneContent& content) const {
    return content.level == 0 ? m_lrMarks : m_hrMarks;
}

void ComparisonDrawing::setSelection(CellSelection selection) {
    const Event* shown = event();
    const bool fits =
        shown != nullptr && selection.level >= 0 &&
        selection.level < static_cast<int>(shown->levels.size()) && !selection.empty() &&
        selection.cells.back() < shown->levels[static_cast<std::size_t>(selection.level)].size();
    m_selection = fits ? std::move(selection) : CellSelection();
    markCells();
    refreshPanes();
}

void ComparisonDrawing::refreshPane(PaneRole role) {
    m_stale[place(role)] = true;
    for (const PanePlace& pane : m_layout.panes)
        if (pane.role == role)
            refreshShown();
}

void ComparisonDrawing::refreshPanes() {
    m_stale.fill(true);
    refreshShown();
}

void ComparisonDrawing::refreshShown() {
    for (const PanePlace& pane : m_layout.panes) {
        const std::size_t at = place(pane.role);
        if (!m_stale[at])
            continue;
        m_stale[at] = false;
        PaneContent& content = m_contents[at];
        content = paneContent(pane.role, m_sources, m_settings, sharedScale());
        m_scene.cells(pane.role).setEnergies(content.energies, appearance(content), m_settings,
                                             marksOf(content));
        m_boxPickers[at].reset();
        m_pointPickers[at].reset();
        m_maps[at].reset();
    }
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
    m_extras.reference = hasReference();
    m_extras.map = hasMap();
    m_layout = layoutPanes(m_size, m_settings, overlay.metrics(), m_extras);
    refreshShown();
    m_scene.arrange(m_layout, m_size);
    m_scene.setLineWidth(1.2 * m_pixelRatio * overlay.metrics().titleHeight / 40.0);
    forgetPlaces();
    scalePoints();
    const FramedFor now{paneAspect(), m_settings.layerGapMm, m_settings.layerVisible};
    if (m_cameraIsDefault && m_framedFor != now)
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
    m_framedFor = {paneAspect(), m_settings.layerGapMm, m_settings.layerVisible};
    std::vector<Point3> points;
    if (event()->lr().size() > MostSolidCells) { // what encloses them all will do
        for (const Polyline& line : DetectorOutline(m_window, *m_geometry, m_settings).lines())
            points.insert(points.end(), line.begin(), line.end());
    } else {
        points = framedPoints(*event(), *m_geometry, m_settings);
    }
    if (points.empty())
        points = framedPoints(*event(), *m_geometry, {});
    m_camera = keepDirection ? reframed(m_camera, points, paneAspect())
                             : framingCamera(points, m_window.barrelFrame(), paneAspect());
    applyCamera();
}

void ComparisonDrawing::applyCamera() {
    m_scene.setOutline(m_outline.behind(m_camera.position));
    m_scene.setCamera(m_camera);
    scalePoints();
    forgetPlaces();
}

/// From far away points would be smaller than a pixel, and most of them lost.
void ComparisonDrawing::scalePoints() {
    const CellMesh* mesh = m_hrMesh ? m_hrMesh.get() : m_lrMesh.get();
    if (mesh == nullptr || mesh->widths.empty() || m_layout.panes.empty() ||
        m_settings.style != CellStyle::Points)
        return;
    // Device pixels, of a point of medium size; less where points crowd, for each pixel costs.
    const QSizeF pane = QSizeF(m_layout.panes.front().scene.size()) * m_pixelRatio;
    const double room =
        std::sqrt(pane.width() * pane.height() / static_cast<double>(mesh->widths.size()));
    const double leastRadius = std::clamp(room, 0.35, 1.1);
    constexpr double kMediumSize = 0.32; // radius in widths of the cell
    const Projection projection(m_camera, QRectF(m_layout.panes.front().scene));
    const double pixels = kMediumSize * mesh->widths[mesh->widths.size() / 2] * m_pixelRatio *
                          projection.pixelsPerMm(length(m_camera.focalPoint - m_camera.position));
    // In coarse steps: each costs new buffers, which turning the camera must not.
    constexpr double kStep = 1.3;
    const double wanted = pixels > 0 ? std::max(leastRadius / pixels, 1.0) : 1.0;
    const double factor = std::pow(kStep, std::round(std::log(wanted) / std::log(kStep)));
    for (const PaneRole role : kRoles)
        m_scene.cells(role).setPointScale(factor);
}

void ComparisonDrawing::forgetPlaces() {
    for (auto& picker : m_boxPickers)
        picker.reset();
    for (auto& picker : m_pointPickers)
        picker.reset();
}

void ComparisonDrawing::setCamera(const CameraState& camera) {
    m_camera = camera;
    m_cameraIsDefault = false;
    applyCamera();
}

void ComparisonDrawing::resetCamera() {
    m_cameraIsDefault = true;
    m_mapView = framingMapView(m_window);
    frameEvent(false);
}

void ComparisonDrawing::render(vtkRenderWindow* window) {
    m_underneath = {};
    const auto& panes = m_layout.panes;
    if (m_layout.mix && panes[0].weight > 0 && panes[1].weight > 0) {
        m_scene.drawOnly(std::array{panes[0].role});
        window->Render();
        m_underneath = windowPixels(window);
        m_scene.drawOnly(std::array{panes[1].role});
    }
    window->Render();
}

bool ComparisonDrawing::hasCell(CellReference cell) const {
    return m_families.family(cell).has_value();
}

void ComparisonDrawing::setLit(std::optional<CellReference> highlighted,
                               std::optional<CellReference> pinned) {
    m_highlighted = highlighted;
    m_pinned = pinned;
}

} // namespace calolens
