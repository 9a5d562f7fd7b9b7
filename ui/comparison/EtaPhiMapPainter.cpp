// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/EtaPhiMapPainter.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

/// Distance of ticks that gives three to six of them.
double tickStep(double length) {
    const double decade = std::pow(10.0, std::floor(std::log10(length)));
    for (const double factor : {0.1, 0.2, 0.5, 1.0})
        if (length / (factor * decade) <= 6)
            return factor * decade;
    return decade;
}

QString tickText(double value, double step) {
    const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    const QString text = QString::number(std::abs(value), 'f', decimals);
    return value < -0.5 * step ? QChar(0x2212) + text : text;
}

/// Words on a patch of the background, so that cells do not run through them.
void putWords(QPainter& painter, const QRectF& box, const QString& text, const QColor& colour,
              const ViewTheme& theme) {
    painter.fillRect(box, theme.panel);
    painter.setPen(colour);
    painter.drawText(box, Qt::AlignCenter, text);
}

void paintAxes(QPainter& painter, const QRectF& rect, const MapProjection& projection,
               const ViewTheme& theme) {
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    if (rect.width() < 8 * line || rect.height() < 6 * line)
        return;
    const QPointF low = projection.etaPhi(rect.bottomLeft());
    const QPointF high = projection.etaPhi(rect.topRight());
    const double etaStep = tickStep(high.x() - low.x());
    double clear = rect.left() + 3.2 * line;
    for (double eta = std::ceil(low.x() / etaStep) * etaStep; eta < high.x(); eta += etaStep) {
        const double x = projection.pixel(eta, low.y()).x();
        painter.setPen(QPen(theme.dimText, 1));
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x, rect.bottom() - 0.3 * line));
        const QString text = tickText(eta, etaStep);
        const double width = metrics.horizontalAdvance(text) + 4;
        const QRectF box(x - width / 2, rect.bottom() - 1.25 * line, width, 0.95 * line);
        if (box.left() < clear || box.right() > rect.right() - 1.6 * line)
            continue;
        putWords(painter, box, text, theme.dimText, theme);
        clear = box.right() + 0.4 * line;
    }
    const double phiStep = tickStep(high.y() - low.y());
    double below = rect.bottom() - 1.5 * line;
    for (double phi = std::ceil(low.y() / phiStep) * phiStep; phi < high.y(); phi += phiStep) {
        const double y = rect.bottom() - (phi - low.y()) * projection.pixelsPerUnit();
        painter.setPen(QPen(theme.dimText, 1));
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.left() + 0.3 * line, y));
        const QString text = tickText(phi, phiStep);
        const double width = metrics.horizontalAdvance(text) + 4;
        const QRectF box(rect.left() + 0.4 * line, y - 0.5 * line, width, 0.95 * line);
        if (box.bottom() > below || box.top() < rect.top() + 2.6 * line)
            continue;
        putWords(painter, box, text, theme.dimText, theme);
        below = box.top() - 0.2 * line;
    }
    const QRectF letter(0, 0, 1.2 * line, line);
    putWords(painter, letter.translated(rect.right() - 1.4 * line, rect.bottom() - 1.3 * line),
             QStringLiteral("\u03b7"), theme.text, theme);
    putWords(painter, letter.translated(rect.left() + 0.4 * line, rect.top() + 1.4 * line),
             QStringLiteral("\u03c6"), theme.text, theme);
}

} // namespace

void paintEtaPhiMap(QPainter& painter, const QRect& rect, const MapView& view, const EtaPhiMap* map,
                    const std::vector<MapFrame>& frames, const QString& words,
                    const ViewTheme& theme, const QFont& font) {
    painter.save();
    painter.setClipRect(rect);
    painter.fillRect(rect, theme.pane);
    const MapProjection projection(view, rect);
    if (map != nullptr && !map->image().isNull()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.drawImage(map->place(projection), map->image());
    }
    const double unit = QFontMetricsF(font).height() / 16;
    painter.setBrush(Qt::NoBrush);
    for (const MapFrame& frame : frames) {
        const QRectF box = projection.pixels(frame.bounds);
        if (frame.strong) {
            painter.setPen(QPen(theme.highlightHalo, 3.4 * unit));
            painter.drawRect(box);
        }
        QColor colour = theme.highlight;
        colour.setAlpha(frame.strong ? 255 : 170);
        painter.setPen(QPen(colour, (frame.strong ? 1.8 : 1.1) * unit));
        painter.drawRect(box);
    }
    painter.setFont(font);
    paintAxes(painter, rect, projection, theme);
    const QFontMetrics metrics(font);
    const int line = metrics.height();
    const QString text = metrics.elidedText(words, Qt::ElideRight, rect.width() - line);
    putWords(painter,
             QRectF(rect.left() + line / 3.0, rect.top() + line / 4.0,
                    metrics.horizontalAdvance(text) + line / 2.0, line),
             text, theme.text, theme);
    painter.restore();
}

} // namespace calolens
