// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/RatioFigure.h"

#include <algorithm>

namespace calolens {

std::optional<PictureRole> RatioFigure::denominator() const {
    if (series.size() < 2 || !withRatio)
        return std::nullopt;
    const auto has = [this](PictureRole role) {
        return std::any_of(series.begin(), series.end(),
                           [role](const FigureSeries& s) { return s.role == role; });
    };
    return has(PictureRole::Truth) ? PictureRole::Truth : PictureRole::Lr;
}

} // namespace calolens
