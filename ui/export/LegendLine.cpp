// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/LegendLine.h"

#include "plots/BinnedPlottable.h"

namespace calolens {

void paintLegendLine(const SheetCanvas& canvas, QPointF start, double height,
                     const std::vector<FigureSeries>& series) {
    const SheetCanvas::TextLook look{7.5, false, {}};
    double x = start.x();
    for (const FigureSeries& one : series) {
        const QRectF key(x, start.y() + 0.25 * height, SheetCanvas::mm(7), 0.5 * height);
        BinnedPlottable::paintKey(canvas.painter(), key, one.role, BinnedPlottable::Look::Steps,
                                  canvas.style());
        const double width = canvas.textWidth(one.name, look);
        canvas.text({key.right() + SheetCanvas::mm(1.5), start.y(), width + 4, height},
                    Qt::AlignLeft | Qt::AlignVCenter, one.name, look);
        x = key.right() + SheetCanvas::mm(8) + width;
    }
}

} // namespace calolens
