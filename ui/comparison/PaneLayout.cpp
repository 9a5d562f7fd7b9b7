// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/PaneLayout.h"

#include <algorithm>

namespace calolens {

const PanePlace* PaneLayout::paneAt(QPoint point) const noexcept {
    for (const PanePlace& pane : panes)
        if (pane.scene.contains(point))
            return &pane;
    return nullptr;
}

std::vector<PaneRole> paneRoles(const ViewSettings& settings, bool reference, bool map) {
    if (settings.arrangement == PaneArrangement::Single)
        return {settings.singlePane};
    if (reference && map)
        return {PaneRole::Reference, PaneRole::Predicted, PaneRole::RunDifference, PaneRole::Map};
    if (reference)
        return {PaneRole::Reference, PaneRole::Predicted, PaneRole::RunDifference, PaneRole::Truth};
    std::vector<PaneRole> roles{PaneRole::Lr, PaneRole::Predicted, PaneRole::Truth};
    // A fourth pane is the map, if there is one; five side by side would be too narrow.
    if (map)
        roles.push_back(PaneRole::Map);
    else if (settings.showDifference || settings.arrangement == PaneArrangement::TwoByTwo)
        roles.push_back(PaneRole::Difference);
    return roles;
}

PaneLayout layoutPanes(QSize size, const ViewSettings& settings, const PaneMetrics& metrics,
                       bool reference, bool map) {
    const std::vector<PaneRole> roles = paneRoles(settings, reference, map);
    const int count = static_cast<int>(roles.size());
    const int columns = settings.arrangement == PaneArrangement::TwoByTwo ? 2 : count;
    const int rows = (count + columns - 1) / columns;
    const int height = std::max(size.height() - metrics.legendHeight, rows);

    PaneLayout layout;
    layout.legend = {0, height, size.width(), std::max(size.height() - height, 0)};
    for (int i = 0; i < count; ++i) {
        const int column = i % columns;
        const int row = i / columns;
        const int left = column * (size.width() + metrics.gap) / columns;
        const int right = (column + 1) * (size.width() + metrics.gap) / columns - metrics.gap;
        const int top = row * (height + metrics.gap) / rows;
        const int bottom = (row + 1) * (height + metrics.gap) / rows - metrics.gap;
        const int titleHeight = std::clamp(bottom - top - 1, 0, metrics.titleHeight);
        PanePlace pane;
        pane.role = roles[static_cast<std::size_t>(i)];
        pane.title = {left, top, std::max(right - left, 1), titleHeight};
        pane.scene = {left, top + titleHeight, std::max(right - left, 1),
                      std::max(bottom - top - titleHeight, 1)};
        layout.panes.push_back(pane);
    }
    return layout;
}

} // namespace calolens
