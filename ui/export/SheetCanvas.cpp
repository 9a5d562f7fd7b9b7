// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/SheetCanvas.h"

#include <QFontMetricsF>

namespace calolens {

SheetCanvas::SheetCanvas(QCPPainter& painter)
    : m_painter(painter)
    , m_style(PlotStyle::paper(UnitsPerPoint)) {
}

QRectF SheetCanvas::rectMm(double x, double y, double width, double height) {
    return {mm(x), mm(y), mm(width), mm(height)};
}

void SheetCanvas::apply(const TextLook& look) const {
    m_painter.setFont(m_style.font(look.points, look.bold));
    m_painter.setPen(look.colour.isValid() ? look.colour : m_style.ink);
}

void SheetCanvas::text(const QRectF& rect, int alignment, const QString& text,
                       const TextLook& look) const {
    apply(look);
    const QFontMetricsF metrics(m_style.font(look.points, look.bold));
    const QString shown = metrics.horizontalAdvance(text) > rect.width()
                              ? metrics.elidedText(text, Qt::ElideRight, rect.width())
                              : text;
    m_painter.drawText(rect, alignment | Qt::TextSingleLine | Qt::TextDontClip, shown);
}

void SheetCanvas::paragraph(const QRectF& rect, const QString& text, const TextLook& look) const {
    apply(look);
    m_painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
}

double SheetCanvas::paragraphHeight(double width, const QString& text, const TextLook& look) const {
    constexpr double Endless = 1e6;
    return QFontMetricsF(m_style.font(look.points, look.bold))
        .boundingRect(QRectF(0, 0, width, Endless), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                      text)
        .height();
}

void SheetCanvas::verticalText(const QRectF& rect, const QString& text,
                               const TextLook& look) const {
    apply(look);
    m_painter.save();
    m_painter.translate(rect.center());
    m_painter.rotate(-90);
    m_painter.drawText(QRectF(-rect.height() / 2, -rect.width() / 2, rect.height(), rect.width()),
                       Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
    m_painter.restore();
}

double SheetCanvas::textWidth(const QString& text, const TextLook& look) const {
    return QFontMetricsF(m_style.font(look.points, look.bold)).horizontalAdvance(text);
}

void SheetCanvas::line(QPointF from, QPointF to, double points, const QColor& colour) const {
    m_painter.setPen(QPen(colour, points * UnitsPerPoint, Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(from, to);
}

} // namespace calolens
