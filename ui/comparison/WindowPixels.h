// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

class vtkRenderWindow;

namespace calolens {

/// What the window drew last, in device pixels. @throws Error if OpenGL does not give it back
[[nodiscard]] QImage windowPixels(vtkRenderWindow* window);

} // namespace calolens
