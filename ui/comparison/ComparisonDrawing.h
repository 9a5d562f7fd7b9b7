// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellFamily.h"
#include "comparison/ComparisonOverlay.h"
#include "comparison/ComparisonScene.h"
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
    void setReference(std::span<const float> energiesMeV, const QString& label);
    [[nodiscard]] bool hasReference() const noexcept {
        return !m_sources.reference.energies.empty();
    }
    /// A number per cell in a pane of its own; an empty one: no such pane.
    void setMap(PaneMap map);
    [[nodiscard]] bool hasMap() const noexcept { return !m_sources.map.empty(); }
    void setSettings(const ViewSettings& settings);
    /// As asked for.
    [[nodiscard]] const ViewSettings& settings() const noexcept { return m_asked; }
    /// As drawn: events of more cells than MostSolidCells are drawn as points, whatever the style.
    [[nodiscard]] CellStyle drawnStyle() const noexcept { return m_settings.style; }
    /// A solid cell has 8 corners and 6 faces: drawn in software, 1e5 of them take 2 s, and as
    /// points 33 ms.
    static constexpr std::size_t MostSolidCells = 20000;

    /// @param size        logical pixels
    /// @param pixelRatio  device pixels for a logical one
    void setSurface(QSize size, double pixelRatio, const QFont& font);
    [[nodiscard]] const PaneLayout& layout() const noexcept { return m_layout; }

    /// While nobody has moved the camera, it keeps the event framed when the surface changes.
    void setCamera(const CameraState& camera);
    [[nodiscard]] const CameraState& camera() const noexcept { return m_camera; }
    void resetCamera();

    /// The cell drawn at that place (logical pixels); the first question after a change sorts the
    /// cells of the pane, the next ones take microseconds.
    [[nodiscard]] std::optional<CellReference> cellAt(QPoint place);
    [[nodiscard]] bool hasCell(CellReference cell) const;
    void setLit(std::optional<CellReference> highlighted, std::optional<CellReference> pinned);
    /// Where to describe the highlighted cell; nullopt: nowhere.
    void setDescriptionPlace(std::optional<QPoint> place) { m_descriptionPlace = place; }

    [[nodiscard]] ComparisonScene& scene() noexcept { return m_scene; }
    void paintOverlay(QPainter& painter) const;

private:
    [[nodiscard]] const Event* event() const noexcept;
    /// The scale that all energies share.
    [[nodiscard]] EnergyScale sharedScale() const;
    [[nodiscard]] CellAppearance appearance() const;
    [[nodiscard]] CellAppearance appearance(const PaneContent& content) const;
    void paintLegends(QPainter& painter, const ComparisonOverlay& overlay) const;
    void chooseStyle();
    void rebuildGeometry();
    void refreshPane(PaneRole role);
    void refreshPanes();
    void layOut();
    void applyTheme();
    void frameEvent(bool keepDirection);
    void applyCamera();
    [[nodiscard]] double paneAspect() const;
    [[nodiscard]] CellCorners frameOf(int level, CellId cell) const;
    [[nodiscard]] std::vector<ComparisonOverlay::Label>
    labelsFor(const PanePlace& pane, const Projection& projection) const;
    [[nodiscard]] std::vector<ComparisonOverlay::Frame> framesFor(CellReference cell,
                                                                  const PaneContent& pane) const;

    std::shared_ptr<const EventComparison> m_comparison;
    PaneSources m_sources; ///< its comparison is m_comparison
    ViewSettings m_asked;
    ViewSettings m_settings;                           ///< as drawn
    std::array<PaneContent, paneRoleCount> m_contents; ///< by PaneRole
    std::array<std::unique_ptr<ScreenPicker>, paneRoleCount> m_pickers;
    std::unique_ptr<CellGeometry> m_geometry;
    std::shared_ptr<const CellMesh> m_lrMesh, m_hrMesh;
    FamilyTree m_families;
    EventWindow m_window;
    DetectorOutline m_outline;
    ComparisonScene m_scene;

    QSize m_size;
    double m_pixelRatio = 1;
    QFont m_font;
    PaneLayout m_layout;
    CameraState m_camera;
    bool m_cameraIsDefault = true;
    std::optional<CellReference> m_highlighted, m_pinned;
    std::optional<QPoint> m_descriptionPlace;
};

} // namespace calolens
