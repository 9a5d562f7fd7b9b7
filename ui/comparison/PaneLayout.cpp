// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/PaneLayout.h"

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

constexpr int kSmallestMap = 64; ///< pixels; where it would be smaller there is none

/// Cuts the room for a map off the picture, on the side where the picture has most to spare.
QRect cutMap(QRect& scene, int gap) {
    QRect map = scene;
    if (scene.width() > scene.height()) {
        const int width = std::min(scene.height(), scene.width() * 42 / 100);
        map.setLeft(scene.right() - width + 1);
        scene.setRight(map.left() - gap - 1);
    } else {
        const int height = std::min(scene.width(), scene.height() * 42 / 100);
        map.setTop(scene.bottom() - height + 1);
        scene.setBottom(map.top() - gap - 1);
    }
    return map;
}

/// Cuts the map of a pane off its picture if there is room for one.
void addMap(PanePlace& pane, int gap) {
    QRect scene = pane.scene;
    const QRect map = cutMap(scene, gap);
    if (std::min(map.width(), map.height()) < kSmallestMap)
        return;
    pane.scene = scene;
    pane.map = map;
}

/// Two pictures in the room of one.
void shareRoom(PaneLayout& layout, const PanePlace& whole, const ViewSettings& settings,
               const PaneMetrics& metrics, const PaneExtras& extras) {
    if (settings.blendFirst == settings.blendSecond)
        return; // one picture has its room to itself
    const QRect& scene = whole.scene;
    const double blend = std::clamp(settings.blend, 0.0, 1.0);
    PanePlace first = whole, second = whole;
    first.role = settings.blendFirst;
    second.role = settings.blendSecond;
    first.visible = second.visible = scene;
    first.title.setWidth(std::max(whole.title.width() / 2, 1));
    second.title.setLeft(first.title.right() + 1);
    if (!whole.map.isEmpty()) {
        const bool below = whole.map.top() > scene.bottom();
        const QRect& map = whole.map;
        if (below) {
            first.map.setWidth((map.width() - metrics.gap) / 2);
            second.map.setLeft(first.map.right() + 1 + metrics.gap);
        } else {
            first.map.setHeight((map.height() - metrics.gap) / 2);
            second.map.setTop(first.map.bottom() + 1 + metrics.gap);
        }
    }
    switch (settings.arrangement) {
    case PaneArrangement::Wipe: {
        const int left = static_cast<int>(std::lround(blend * scene.width()));
        first.visible.setWidth(left);
        second.visible.setLeft(scene.left() + left);
        layout.divider = scene.left() + left;
        break;
    }
    case PaneArrangement::Crossfade: {
        first.weight = 1 - blend;
        second.weight = blend;
        const int line = std::max(metrics.titleHeight / 2, 8);
        const int width = std::min(scene.width() * 2 / 5, 16 * line);
        layout.mix = QRect(scene.center().x() - width / 2, scene.bottom() - 2 * line, width, line);
        break;
    }
    default:
        (extras.second ? first : second).weight = 0;
        break;
    }
    layout.panes = {first, second};
}

} // namespace

const PanePlace* PaneLayout::paneAt(QPoint point) const noexcept {
    const PanePlace* found = nullptr;
    for (const PanePlace& pane : panes)
        if (pane.visible.contains(point) && (found == nullptr || pane.weight > found->weight))
            found = &pane;
    return found;
}

const PanePlace* PaneLayout::mapAt(QPoint point) const noexcept {
    for (const PanePlace& pane : panes)
        if (pane.map.contains(point))
            return &pane;
    return nullptr;
}

std::vector<PaneRole> paneRoles(const ViewSettings& settings, const PaneExtras& extras) {
    if (settings.arrangement == PaneArrangement::Single)
        return {settings.singlePane};
    if (isBlend(settings.arrangement))
        return {settings.blendFirst, settings.blendSecond};
    if (extras.reference && extras.map)
        return {PaneRole::Reference, PaneRole::Predicted, PaneRole::RunDifference, PaneRole::Map};
    if (extras.reference)
        return {PaneRole::Reference, PaneRole::Predicted, PaneRole::RunDifference, PaneRole::Truth};
    std::vector<PaneRole> roles{PaneRole::Lr, PaneRole::Predicted, PaneRole::Truth};
    // A fourth pane is the map, if there is one; five side by side would be too narrow.
    if (extras.map)
        roles.push_back(PaneRole::Map);
    else if (settings.showDifference || settings.arrangement == PaneArrangement::TwoByTwo)
        roles.push_back(PaneRole::Difference);
    return roles;
}

PaneLayout layoutPanes(QSize size, const ViewSettings& settings, const PaneMetrics& metrics,
                       const PaneExtras& extras) {
    const std::vector<PaneRole> roles = paneRoles(settings, extras);
    const int count = isBlend(settings.arrangement) ? 1 : static_cast<int>(roles.size());
    const int columns = settings.arrangement == PaneArrangement::TwoByTwo ? 2 : count;
    const int rows = (count + columns - 1) / columns;
    const int legendHeight = settings.legendFloats ? 0 : metrics.legendHeight;
    const int height = std::max(size.height() - legendHeight, rows);

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
        if (settings.showMaps)
            addMap(pane, metrics.gap);
        pane.visible = pane.scene;
        layout.panes.push_back(pane);
    }
    if (isBlend(settings.arrangement))
        shareRoom(layout, PanePlace(layout.panes.front()), settings, metrics, extras);
    return layout;
}

} // namespace calolens
