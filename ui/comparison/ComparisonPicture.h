// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellSelection.h"
#include "comparison/ViewSettings.h"
#include "event/EventComparison.h"

#include <QImage>
#include <QSize>

#include <optional>

namespace calolens {

/// Draws the comparison into a picture, with or without a display. Needs a QGuiApplication (for
/// text) and no window.
/// @param camera     nullptr: the default view of the event
/// @param pixels     size of the picture
/// @param fontScale  1 is right for a screen of about 96 dots an inch; 2 for twice as many pixels
/// @param highlighted  a cell to light up in all panes
/// @param selection    cells beside which all others are dimmed
/// @throws Error when no way to draw in 3D is found on this machine, naming what was tried
[[nodiscard]] QImage renderComparison(const EventComparison& comparison,
                                      const ViewSettings& settings, const CameraState* camera,
                                      QSize pixels, double fontScale = 1.0,
                                      std::optional<CellReference> highlighted = std::nullopt,
                                      const CellSelection& selection = {});

} // namespace calolens
