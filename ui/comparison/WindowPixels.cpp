// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/WindowPixels.h"

#include "error/Error.h"

#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkUnsignedCharArray.h>

namespace calolens {

QImage windowPixels(vtkRenderWindow* window) {
    const int* const size = window->GetSize();
    const int width = size[0], height = size[1];
    vtkNew<vtkUnsignedCharArray> pixels;
    window->GetPixelData(0, 0, width - 1, height - 1, 0, pixels);
    if (pixels->GetNumberOfValues() < qsizetype{3} * width * height)
        throw Error("The 3D picture could not be read back from OpenGL.");
    const QImage bottomUp(pixels->GetPointer(0), width, height, qsizetype{3} * width,
                          QImage::Format_RGB888);
    return bottomUp.mirrored().convertToFormat(QImage::Format_RGB32);
}

} // namespace calolens
