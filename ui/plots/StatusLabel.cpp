// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/StatusLabel.h"

namespace calolens {

void addStatusLabel(QCPAxisRect& rect, const PlotStyle& style, const QStringList& lines) {
    double above = 4; // points below the frame
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double points = i == 0 ? style.labelPt : style.tickPt;
        auto* text = new QCPItemText(rect.parentPlot());
        text->setClipToAxisRect(false);
        text->position->setAxisRect(&rect);
        text->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        // The anchor is the corner of the frame; what lies between is padding, in units.
        text->position->setCoords(0, 0);
        text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        text->setPadding(
            {static_cast<int>(5 * style.unit), static_cast<int>(above * style.unit), 0, 0});
        text->setTextAlignment(Qt::AlignLeft);
        text->setFont(style.font(points, i == 0));
        text->setColor(i == 0 ? style.ink : style.muted);
        text->setText(lines[i]);
        above += 1.25 * points;
    }
}

} // namespace calolens
