// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"

#include <QRect>

#include <vector>

namespace calolens {

/// Where one pane stands in the widget, in logical pixels from the top left.
struct PanePlace {
    PaneRole role = PaneRole::Lr;
    QRect title; ///< above the picture
    QRect scene; ///< the 3D picture
};

/// How the widget is divided into panes and legend.
struct PaneLayout {
    std::vector<PanePlace> panes;
    QRect legend; ///< below all panes

    /// The pane whose 3D picture holds the point; nullptr: none.
    [[nodiscard]] const PanePlace* paneAt(QPoint point) const noexcept;
};

/// Heights that depend on the font.
struct PaneMetrics {
    int titleHeight = 40;
    int legendHeight = 46;
    int gap = 2; ///< between panes
};

/// The roles that settings ask for, in reading order.
/// @param reference  whether a prediction is compared with another one: the two, their difference
/// and truth are shown then
/// @param map        whether there is a map: it is a fourth pane, in place of the difference to
/// truth
[[nodiscard]] std::vector<PaneRole> paneRoles(const ViewSettings& settings, bool reference,
                                              bool map);

/// Divides a widget of that size. Panes are at least one pixel wide and high.
[[nodiscard]] PaneLayout layoutPanes(QSize size, const ViewSettings& settings,
                                     const PaneMetrics& metrics, bool reference = false,
                                     bool map = false);

} // namespace calolens
