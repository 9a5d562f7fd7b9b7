// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellAppearance.h"
#include "comparison/CellMark.h"
#include "comparison/EventWindow.h"
#include "comparison/ViewTheme.h"

#include <QImage>
#include <QPolygonF>

#include <optional>
#include <span>

namespace calolens {

/// The part of the detector that the eta-phi maps show, the same in all of them.
struct MapView {
    double eta = 0, phi = 0; ///< in the middle; phi may leave [0, 2 pi)
    double side = 1;         ///< extent of the map's shorter side, in eta and rad alike
    bool operator==(const MapView&) const = default;
};

/// The whole event with a little room around it.
[[nodiscard]] MapView framingMapView(const EventWindow& window);

/// Between places of the detector and pixels of one map: eta grows to the right, phi upwards.
class MapProjection {
public:
    MapProjection(const MapView& view, const QRectF& rect);

    [[nodiscard]] double pixelsPerUnit() const noexcept { return m_scale; }
    /// phi is taken at its equivalent nearest to the middle of the map.
    [[nodiscard]] QPointF pixel(double eta, double phi) const;
    /// x: eta, y: phi near the middle of the map.
    [[nodiscard]] QPointF etaPhi(QPointF pixel) const;
    [[nodiscard]] QRectF pixels(const CellBounds& bounds) const;

private:
    MapView m_view;
    QRectF m_rect;
    double m_scale;
};

/// The view with its middle moved so that the map follows the drag, in pixels.
[[nodiscard]] MapView panned(const MapView& view, QPointF drag, const QRectF& rect);
/// The view `factor` times nearer; what is at the pixel stays there.
[[nodiscard]] MapView zoomed(const MapView& view, double factor, QPointF at, const QRectF& rect);

/// The cells of one picture as an eta-phi map: energies of the chosen layers, summed in bins of the
/// finest of them (a coarser cell is shared out evenly).
class EtaPhiMap {
public:
    /// What is mapped; the references must outlive the constructor only.
    struct Source {
        const Event& event;
        int level;                        ///< of the cells
        std::span<const float> energies;  ///< one per cell; empty: nothing known
        std::span<const CellMark> marks;  ///< one per cell, or empty
        const CellAppearance& appearance; ///< its layers do not count
        const ViewSettings& settings;     ///< which layers
        double phiCentre;                 ///< about which phi is unwrapped
    };
    EtaPhiMap(const Source& source, const ViewTheme& theme);

    /// One pixel a bin, phi downwards (as pictures are); transparent where nothing is read out.
    [[nodiscard]] const QImage& image() const noexcept { return m_image; }
    /// Where that is, in pixels of a map.
    [[nodiscard]] QRectF place(const MapProjection& projection) const;
    /// The drawn cell with the largest energy there; nullopt: none is drawn.
    [[nodiscard]] std::optional<std::size_t> cellAt(double eta, double phi) const;
    /// The sum in the bin there; 0 outside.
    [[nodiscard]] double energyAt(double eta, double phi) const;
    /// The drawn cells whose centres are within a polygon of (eta, phi), ascending.
    [[nodiscard]] std::vector<std::size_t> cellsWithin(const QPolygonF& polygon) const;

private:
    struct Drawn {
        std::size_t cell;
        double eta, phi; ///< centre
    };
    [[nodiscard]] std::optional<std::size_t> binAt(double eta, double phi) const;

    double m_phiCentre = 0;
    double m_etaLow = 0, m_phiLow = 0;
    double m_etaStep = 1, m_phiStep = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<float> m_sums;            ///< per bin, MeV
    std::vector<std::uint32_t> m_hottest; ///< per bin: 1 + index of its cell; 0: none
    std::vector<Drawn> m_drawn;
    QImage m_image;
};

} // namespace calolens
