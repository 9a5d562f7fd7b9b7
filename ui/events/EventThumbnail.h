// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/Event.h"

#include <QColor>
#include <QImage>

namespace calolens {

/// Pixels of a thumbnail's side: as high as a row of the table, and small enough to keep thousands.
inline constexpr int kThumbnailSide = 24;

/// The measured event seen along the depth: eta to the right, phi upwards, all layers summed. How
/// much energy a pixel holds, from 0 (none, or less than a thousandth of the hottest pixel's) to
/// 255, in a logarithm. An empty picture where nothing was measured.
[[nodiscard]] QImage thumbnailOf(const Event& event);

/// The thumbnail in a colour that is the deeper the more energy, on nothing.
[[nodiscard]] QImage paintedThumbnail(const QImage& thumbnail, const QColor& colour);

} // namespace calolens
