// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/RatioFigure.h"

#include <algorithm>
#include <array>

namespace calolens {

std::optional<LowerPanel> lowerPanelNamed(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"none", "ratio", "pull", "difference"};
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<LowerPanel>(found - names.begin()));
}

std::optional<PictureRole> RatioFigure::denominator() const {
    if (series.size() < 2 || lower == LowerPanel::None)
        return std::nullopt;
    const auto has = [this](PictureRole role) {
        return std::any_of(series.begin(), series.end(),
                           [role](const FigureSeries& s) { return s.role == role; });
    };
    return has(PictureRole::Truth) ? PictureRole::Truth : PictureRole::Lr;
}

} // namespace calolens
