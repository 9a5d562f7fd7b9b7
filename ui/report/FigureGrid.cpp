// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/FigureGrid.h"

#include "export/SheetCanvas.h"

namespace calolens {

void paintGrid(QCPPainter& painter, const QRect& rect, int columns, int rows, double gapMm,
               const std::vector<CellPainter>& figures) {
    const int gap = static_cast<int>(SheetCanvas::mm(gapMm));
    const int width = (rect.width() - (columns - 1) * gap) / columns;
    const int height = (rect.height() - (rows - 1) * gap) / rows;
    for (int i = 0; i < static_cast<int>(figures.size()) && i < columns * rows; ++i)
        figures[static_cast<std::size_t>(i)](painter, {rect.left() + i % columns * (width + gap),
                                                       rect.top() + i / columns * (height + gap),
                                                       width, height});
}

} // namespace calolens
