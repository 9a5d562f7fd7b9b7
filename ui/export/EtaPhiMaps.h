// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/EventPicture.h"
#include "analysis/Observables.h"
#include "comparison/ColourMap.h"
#include "comparison/EnergyScale.h"
#include "comparison/ViewSettings.h"
#include "export/SheetCanvas.h"

#include <optional>
#include <vector>

namespace calolens {

/// The part of the eta-phi plane that maps show: a square around all LR cells of the event, in
/// coordinates relative to the LR energy centroid, so that the cut in phi is never in the way.
struct MapWindow {
    EtaPhi origin;     ///< the centroid
    double etaLow = 0; ///< relative to the origin
    double phiLow = 0; ///< relative to the origin, rad
    double side = 0;   ///< in eta and in phi
};

/// None for an event without cells.
[[nodiscard]] std::optional<MapWindow> mapWindow(const Event& event);

/// Paints maps of the cells' energies: a row for each layer, a column each for LR, prediction and
/// truth, and a colour bar at the right. Colours are those of the 3D views of the same settings.
class EtaPhiMaps {
public:
    EtaPhiMaps(const EventComparison& comparison, const ViewSettings& view);

    /// Height in mm that the maps need at a width.
    [[nodiscard]] double heightMm(double widthMm) const;
    void paint(const SheetCanvas& canvas, const QRectF& rect) const;

private:
    struct Column {
        PictureRole role;
        QString title;
        std::optional<EventPicture> picture;
        QString absent; ///< said where there is no picture
    };
    [[nodiscard]] double sideMm(double widthMm) const;
    void paintMap(const SheetCanvas& canvas, const QRectF& square, const Column& column,
                  int layer) const;
    void paintCells(const SheetCanvas& canvas, const QRectF& square, const EventPicture& picture,
                    int layer) const;
    void paintParticles(const SheetCanvas& canvas, const QRectF& square) const;
    void paintTicks(const SheetCanvas& canvas, const QRectF& square, bool numbersBelow,
                    bool numbersLeft) const;
    [[nodiscard]] QColor colour(double energyMeV) const;
    void paintColourBar(const SheetCanvas& canvas, const QRectF& bar) const;

    const EventComparison& m_comparison;
    EnergyScale m_scale;
    const ColourMap& m_colours;
    std::optional<MapWindow> m_window;
    std::vector<Column> m_columns;
    int m_layers;
};

} // namespace calolens
