// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellFamily.h"
#include "comparison/CellSelection.h"
#include "comparison/ComparisonOverlay.h"
#include "comparison/ComparisonScene.h"
#include "comparison/EtaPhiMapPainter.h"
#include "comparison/PointPicker.h"
#include "comparison/ScreenPicker.h"

#include <memory>
#include <optional>
#include <span>

namespace calolens {

/// The comparison without a widget: what the window shows and the exported picture contains. Holds
/// the event, the settings and the camera, keeps the 3D scene up to date and paints the overlay.
class ComparisonDrawing {
public:
    ComparisonDrawing();

    void setComparison(std::shared_ptr<const EventComparison> comparison);
    [[nodiscard]] const std::shared_ptr<const EventComparison>& comparison() const noexcept {
        return m_comparison;
    }
    /// Colours and sizes of the predicted and difference panes only.
    void setPredicted(std::span<const float> energiesMeV, const QString& label);
    /// What the prediction is compared with, in panes of their own; no energies: nothing.
    /// @param name  what it is; empty: a reference run
    void setReference(std::span<const float> energiesMeV, const QString& label,
                      const QString& name = {});
    [[nodiscard]] bool hasReference() const noexcept {
        return !m_sources.reference.energies.empty();
    }
    /// A number per cell in a pane of its own; an empty one: no such pane.
    void setMap(PaneMap map);
    [[nodiscard]] bool hasMap() const noexcept { return !m_sources.map.empty(); }
    /// What a pane that is shown has to show; of others, what they had when they were.
    [[nodiscard]] const PaneContent& content(PaneRole role) const {
        return m_contents[static_cast<std::size_t>(role)];
    }
    void setSettings(const ViewSettings& settings);
    /// As asked for.
    [[nodiscard]] const ViewSettings& settings() const noexcept { return m_asked; }
    /// As drawn: events of more cells than MostSolidCells are drawn as points, whatever the style.
    [[nodiscard]] CellStyle drawnStyle() const noexcept { return m_settings.style; }
    /// A solid cell has 8 corners and 6 faces: drawn in software, 1e5 of them take 2 s, and as
    /// points 33 ms.
    static constexpr std::size_t MostSolidCells = 20000;
    /// Which of a flicker's two pictures is shown.
    void setSecondShown(bool second);
    [[nodiscard]] bool secondShown() const noexcept { return m_extras.second; }

    /// @param size        logical pixels
    /// @param pixelRatio  device pixels for a logical one
    void setSurface(QSize size, double pixelRatio, const QFont& font);
    [[nodiscard]] const PaneLayout& layout() const noexcept { return m_layout; }

    /// While nobody has moved the camera, it keeps the event framed when the surface changes.
    void setCamera(const CameraState& camera);
    [[nodiscard]] const CameraState& camera() const noexcept { return m_camera; }
    /// Frames the event in the pictures and in the maps.
    void resetCamera();
    void setMapView(const MapView& view) { m_mapView = view; }
    [[nodiscard]] const MapView& mapView() const noexcept { return m_mapView; }

    /// The cell drawn at that place (logical pixels), in a picture or a map; the first question
    /// after a change projects the cells of the pane, the next ones take microseconds.
    [[nodiscard]] std::optional<CellReference> cellAt(QPoint place);
    /// The drawn cells whose centres are within a polygon (logical pixels) of the picture or map
    /// where it starts.
    [[nodiscard]] CellSelection cellsWithin(const QPolygonF& polygon);
    [[nodiscard]] bool hasCell(CellReference cell) const;
    /// What can be dragged about in the picture.
    enum class Grip { None, Blend, Legend };
    [[nodiscard]] Grip gripAt(QPoint place) const;
    void setLit(std::optional<CellReference> highlighted, std::optional<CellReference> pinned);
    /// Dims all other cells; an empty selection dims none. Forgotten with the event.
    void setSelection(CellSelection selection);
    [[nodiscard]] const CellSelection& selection() const noexcept { return m_selection; }
    /// The outline of a selection that is being drawn; empty: none.
    void setRubber(QPolygonF outline) { m_rubber = std::move(outline); }
    /// Where to describe the highlighted cell; nullopt: nowhere.
    void setDescriptionPlace(std::optional<QPoint> place) { m_descriptionPlace = place; }

    [[nodiscard]] ComparisonScene& scene() noexcept { return m_scene; }
    /// Draws the 3D pictures into the window that the scene was added to.
    void render(vtkRenderWindow* window);
    void paintOverlay(QPainter& painter);
    /// Where a floating legend is; empty if it does not float.
    [[nodiscard]] QRect floatingLegend() const;

    static constexpr double RayBeforeMm = 90; ///< of a particle's ray, before the calorimeter

private:
    [[nodiscard]] const Event* event() const noexcept;
    /// The scale that all energies share.
    [[nodiscard]] EnergyScale sharedScale() const;
    [[nodiscard]] CellAppearance appearance() const;
    [[nodiscard]] CellAppearance appearance(const PaneContent& content) const;
    void chooseStyle();
    void rebuildGeometry();
    void markCells();
    /// What is not shown is made when it is.
    void refreshPane(PaneRole role);
    void refreshPanes();
    void refreshShown();
    void layOut();
    void applyTheme();
    void frameEvent(bool keepDirection);
    void applyCamera();
    void scalePoints();
    void forgetPlaces();
    [[nodiscard]] double paneAspect() const;
    [[nodiscard]] const std::vector<CellMark>& marksOf(const PaneContent& content) const;

    // ComparisonPicking.cpp
    [[nodiscard]] std::optional<std::size_t> pickBox(const PanePlace& pane, QPointF at);
    [[nodiscard]] std::optional<std::size_t> pickPoint(const PanePlace& pane, QPointF at);
    [[nodiscard]] const EtaPhiMap* mapOf(PaneRole role);
    [[nodiscard]] CellAppearance mapAppearance(const PaneContent& content) const;

    // ComparisonPainting.cpp
    /// The numbers whose colours a legend has to explain, the shared one first.
    struct Legend {
        CellAppearance appearance;
        QString caption;
    };
    [[nodiscard]] std::vector<Legend> legends() const;
    void paintLegends(QPainter& painter, const ComparisonOverlay& overlay) const;
    void paintPane(QPainter& painter, const ComparisonOverlay& overlay, const PanePlace& pane,
                   bool first);
    void paintMap(QPainter& painter, const PanePlace& pane);
    [[nodiscard]] CellCorners frameOf(int level, CellId cell) const;
    [[nodiscard]] std::vector<ComparisonOverlay::Label>
    labelsFor(const PanePlace& pane, const Projection& projection) const;
    [[nodiscard]] std::vector<QPointF> pictureOnScreen(const PaneContent& content,
                                                       const Projection& projection) const;
    [[nodiscard]] std::vector<ComparisonOverlay::Frame> framesFor(CellReference cell,
                                                                  const PaneContent& pane) const;
    [[nodiscard]] std::vector<MapFrame> mapFramesFor(CellReference cell,
                                                     const PaneContent& pane) const;

    std::shared_ptr<const EventComparison> m_comparison;
    PaneSources m_sources; ///< its comparison is m_comparison
    ViewSettings m_asked;
    ViewSettings m_settings;                           ///< as drawn
    std::array<PaneContent, paneRoleCount> m_contents; ///< by PaneRole
    std::array<bool, paneRoleCount> m_stale{};         ///< older than what it is made of
    std::array<std::unique_ptr<ScreenPicker>, paneRoleCount> m_boxPickers;
    std::array<std::unique_ptr<PointPicker>, paneRoleCount> m_pointPickers;
    std::array<std::unique_ptr<EtaPhiMap>, paneRoleCount> m_maps;
    std::unique_ptr<CellGeometry> m_geometry;
    std::shared_ptr<const CellMesh> m_lrMesh, m_hrMesh;
    FamilyTree m_families;
    EventWindow m_window;
    DetectorOutline m_outline;
    ComparisonScene m_scene;

    QSize m_size;
    double m_pixelRatio = 1;
    QFont m_font;
    PaneExtras m_extras;
    PaneLayout m_layout;
    CameraState m_camera;
    /// What the default camera was made for, so that it is not made again for nothing.
    struct FramedFor {
        double aspect = 0, gapMm = 0;
        std::vector<bool> layers;
        bool operator==(const FramedFor&) const = default;
    };
    FramedFor m_framedFor;
    MapView m_mapView;
    QImage m_underneath; ///< the first picture of a crossfade, in device pixels
    bool m_cameraIsDefault = true;
    std::optional<CellReference> m_highlighted, m_pinned;
    CellSelection m_selection;
    SelectedCells m_selected;
    std::vector<CellMark> m_lrMarks, m_hrMarks; ///< empty: none is marked
    QPolygonF m_rubber;
    std::optional<QPoint> m_descriptionPlace;
};

} // namespace calolens
