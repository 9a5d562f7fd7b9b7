// SPDX-License-Identifier: GPL-3.0-or-later
// Which cell is where: under the mouse, or within an outline.
#include "comparison/ComparisonDrawing.h"

#include <algorithm>

namespace calolens {
namespace {

constexpr int kGripReach = 5; ///< pixels beside the divider of a wipe that still grip it

std::size_t place(PaneRole role) {
    return static_cast<std::size_t>(role);
}

} // namespace

std::optional<CellReference> ComparisonDrawing::cellAt(QPoint at) {
    if (event() == nullptr)
        return std::nullopt;
    if (const PanePlace* pane = m_layout.mapAt(at)) {
        const EtaPhiMap* map = mapOf(pane->role);
        if (map == nullptr)
            return std::nullopt;
        const QPointF there = MapProjection(m_mapView, pane->map).etaPhi(QPointF(at));
        const auto cell = map->cellAt(there.x(), there.y());
        return cell ? std::optional(CellReference{m_contents[place(pane->role)].level, *cell})
                    : std::nullopt;
    }
    const PanePlace* pane = m_layout.paneAt(at);
    if (pane == nullptr || m_contents[place(pane->role)].empty())
        return std::nullopt;
    const auto cell = m_settings.style == CellStyle::Points ? pickPoint(*pane, QPointF(at))
                                                            : pickBox(*pane, QPointF(at));
    return cell ? std::optional(CellReference{m_contents[place(pane->role)].level, *cell})
                : std::nullopt;
}

std::optional<std::size_t> ComparisonDrawing::pickPoint(const PanePlace& pane, QPointF at) {
    std::unique_ptr<PointPicker>& picker = m_pointPickers[place(pane.role)];
    if (!picker) {
        const PaneCells& cells = m_scene.cells(pane.role);
        const std::span<const float> radii = cells.pointRadii();
        if (radii.empty())
            return std::nullopt;
        picker =
            std::make_unique<PointPicker>(Projection(m_camera, QRectF(pane.scene)),
                                          QRectF(pane.scene), cells.mesh()->centreValues(), radii);
    }
    return picker->pick(at);
}

std::optional<std::size_t> ComparisonDrawing::pickBox(const PanePlace& pane, QPointF at) {
    std::unique_ptr<ScreenPicker>& picker = m_boxPickers[place(pane.role)];
    if (!picker) {
        const PaneContent& content = m_contents[place(pane.role)];
        const QRectF scene(pane.scene);
        picker = std::make_unique<ScreenPicker>(Projection(m_camera, scene), scene);
        const CellAppearance look = appearance(content);
        const std::vector<CellMark>& marks = marksOf(content);
        const CellSet& cells = event()->levels[static_cast<std::size_t>(content.level)];
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double size = look.size(cells.layer[i], content.energies[i]);
            if (size <= 0 || (!marks.empty() && marks[i] == CellMark::Cut))
                continue;
            const CellId id = cells.id(i);
            picker->addBox(
                i, CellGeometry::shrunk(m_geometry->corners(content.level, id), size,
                                        look.depthSize(m_geometry->width(content.level, id),
                                                       m_geometry->depth(content.level, id))));
        }
    }
    return picker->pick(at);
}

CellSelection ComparisonDrawing::cellsWithin(const QPolygonF& polygon) {
    CellSelection selection;
    if (event() == nullptr || polygon.isEmpty())
        return selection;
    const QPoint start = polygon.front().toPoint();
    if (const PanePlace* pane = m_layout.mapAt(start)) {
        const EtaPhiMap* map = mapOf(pane->role);
        if (map == nullptr)
            return selection;
        const MapProjection projection(m_mapView, pane->map);
        QPolygonF there;
        for (const QPointF& corner : polygon)
            there << projection.etaPhi(corner);
        return {m_contents[place(pane->role)].level, map->cellsWithin(there)};
    }
    const PanePlace* pane = m_layout.paneAt(start);
    if (pane == nullptr || m_contents[place(pane->role)].empty())
        return selection;
    const PaneContent& content = m_contents[place(pane->role)];
    const CellAppearance look = appearance(content);
    const std::vector<CellMark>& marks = marksOf(content);
    const CellSet& cells = event()->levels[static_cast<std::size_t>(content.level)];
    const std::span<const float> centres = m_scene.cells(pane->role).mesh()->centreValues();
    const Projection projection(m_camera, QRectF(pane->scene));
    const QRectF bounds = polygon.boundingRect();
    selection.level = content.level;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!look.shown(cells.layer[i], content.energies[i]) ||
            (!marks.empty() && marks[i] == CellMark::Cut))
            continue;
        const auto at =
            projection.project({centres[3 * i], centres[3 * i + 1], centres[3 * i + 2]});
        if (at && bounds.contains(at->pixel) && polygon.containsPoint(at->pixel, Qt::OddEvenFill))
            selection.cells.push_back(i);
    }
    return selection;
}

CellAppearance ComparisonDrawing::mapAppearance(const PaneContent& content) const {
    ViewSettings settings = m_settings;
    settings.layerVisible.clear(); // the map chooses its layers itself
    return appearanceOf(content, settings, sharedScale());
}

const EtaPhiMap* ComparisonDrawing::mapOf(PaneRole role) {
    const PaneContent& content = m_contents[place(role)];
    if (event() == nullptr || (content.empty() && content.level >= event()->readout->levelCount()))
        return nullptr;
    std::unique_ptr<EtaPhiMap>& map = m_maps[place(role)];
    if (!map) {
        const CellAppearance look = mapAppearance(content);
        map = std::make_unique<EtaPhiMap>(EtaPhiMap::Source{*event(), content.level,
                                                            content.energies, marksOf(content),
                                                            look, m_settings, m_window.phiCentre},
                                          ViewTheme::of(m_settings.dark));
    }
    return map.get();
}

ComparisonDrawing::Grip ComparisonDrawing::gripAt(QPoint at) const {
    if (floatingLegend().contains(at))
        return Grip::Legend;
    if (m_layout.mix && m_layout.mix->contains(at))
        return Grip::Blend;
    if (m_layout.divider && std::abs(at.x() - *m_layout.divider) <= kGripReach &&
        m_layout.panes.front().scene.adjusted(-kGripReach, 0, kGripReach, 0).contains(at))
        return Grip::Blend;
    return Grip::None;
}

} // namespace calolens
