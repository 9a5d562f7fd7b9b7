// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/EtaPhiMap.h"

#include <QFont>
#include <QPainter>

namespace calolens {

/// The outline of a lit cell in a map.
struct MapFrame {
    CellBounds bounds;
    bool strong = false; ///< the cell itself or its twin, rather than a relative
};

/// Draws one eta-phi map with its axes, the outlines of lit cells and a few words in its corner.
/// @param map  nullptr: nothing is known; the frame and the axes are drawn
void paintEtaPhiMap(QPainter& painter, const QRect& rect, const MapView& view, const EtaPhiMap* map,
                    const std::vector<MapFrame>& frames, const QString& words,
                    const ViewTheme& theme, const QFont& font);

} // namespace calolens
