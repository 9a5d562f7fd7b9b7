// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/ViewSettings.h"

#include <QRect>

#include <optional>
#include <vector>

namespace calolens {

/// Where one pane stands in the widget, in logical pixels from the top left.
struct PanePlace {
    PaneRole role = PaneRole::Lr;
    QRect title;   ///< above the picture
    QRect scene;   ///< the 3D picture
    QRect visible; ///< the part of it that is seen; less than the scene in a wipe
    QRect map;     ///< the eta-phi map; empty: none
    /// How much of the pixel is this picture's, where two share a pane: 1, or less in a crossfade.
    double weight = 1;
};

/// How the widget is divided into panes and legend.
struct PaneLayout {
    std::vector<PanePlace> panes;
    QRect legend;               ///< below all panes; empty if it floats
    std::optional<QRect> mix;   ///< where a crossfade's slider is
    std::optional<int> divider; ///< of a wipe: x of the first pixel of the second picture

    /// The pane whose 3D picture is seen at the point; nullptr: none.
    [[nodiscard]] const PanePlace* paneAt(QPoint point) const noexcept;
    /// The pane whose map holds the point; nullptr: none.
    [[nodiscard]] const PanePlace* mapAt(QPoint point) const noexcept;
};

/// Heights that depend on the font.
struct PaneMetrics {
    int titleHeight = 40;
    int legendHeight = 46;
    int gap = 2; ///< between panes
};

/// What the panes depend on besides the settings.
struct PaneExtras {
    /// A prediction is compared with another one: the two, their difference and truth are shown.
    bool reference = false;
    /// There is a map of a check: it is a fourth pane, in place of the difference to truth.
    bool map = false;
    bool second = false; ///< a flicker shows its second picture
};

/// The roles that settings ask for, in reading order.
[[nodiscard]] std::vector<PaneRole> paneRoles(const ViewSettings& settings,
                                              const PaneExtras& extras);

/// Divides a widget of that size. Panes are at least one pixel wide and high.
[[nodiscard]] PaneLayout layoutPanes(QSize size, const ViewSettings& settings,
                                     const PaneMetrics& metrics, const PaneExtras& extras = {});

} // namespace calolens
