// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/BinnedPlottable.h"

#include <algorithm>

namespace calolens {

namespace {
constexpr double markerPt = 3.2;
constexpr double arrowPt = 3.6;

/// QCPPainter's setPen turns cosmetic pens into real ones where that is wanted; a plain QPainter
/// has no such mode.
void setSolid(QPainter& painter, const QColor& colour, double width) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
}
} // namespace

BinnedPlottable::BinnedPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, PictureRole role, Look look,
                                 const PlotStyle& style)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_role(role)
    , m_look(look)
    , m_style(style) {
    setAntialiased(true);
    setSelectable(QCP::stNone);
}

QCPRange BinnedPlottable::getKeyRange(bool& found, QCP::SignDomain) const {
    found = !m_bins.empty();
    return found ? QCPRange(m_bins.front().low, m_bins.back().high) : QCPRange();
}

QCPRange BinnedPlottable::getValueRange(bool& found, QCP::SignDomain domain,
                                        const QCPRange&) const {
    QCPRange range;
    found = false;
    for (const DrawnBin& bin : m_bins) {
        const bool wanted = bin.defined && (domain != QCP::sdPositive || bin.value > 0);
        if (!wanted)
            continue;
        range =
            found ? range.expanded(QCPRange(bin.value, bin.value)) : QCPRange(bin.value, bin.value);
        found = true;
    }
    return range;
}

double BinnedPlottable::zeroLine() const {
    const QRect area = mValueAxis->axisRect()->rect();
    const double bottom = area.top() + area.height();
    if (mValueAxis->scaleType() == QCPAxis::stLogarithmic)
        return bottom;
    return std::clamp<double>(mValueAxis->coordToPixel(0), area.top(), bottom);
}

std::vector<BinnedPlottable::Box> BinnedPlottable::boxes() const {
    const QRect area = mValueAxis->axisRect()->rect();
    const double top = area.top();
    const double bottom = top + area.height();
    const bool log = mValueAxis->scaleType() == QCPAxis::stLogarithmic;
    const auto pixel = [&](double value) {
        return log && value <= 0 ? bottom + 1 : mValueAxis->coordToPixel(value);
    };
    std::vector<Box> result;
    for (const DrawnBin& bin : m_bins) {
        Box box;
        box.left = mKeyAxis->coordToPixel(bin.low);
        box.right = mKeyAxis->coordToPixel(bin.high);
        box.middle = 0.5 * (box.left + box.right) + m_shift * (box.right - box.left);
        const double y = pixel(bin.value);
        box.beyond = y < top - 0.01 ? 1 : y > bottom + 0.01 ? -1 : 0;
        box.y = std::clamp(y, top, bottom);
        box.top = std::clamp(pixel(bin.value + bin.error), top, bottom);
        box.bottom = std::clamp(pixel(bin.value - bin.error), top, bottom);
        box.defined = bin.defined;
        box.hasError = bin.error > 0;
        result.push_back(box);
    }
    return result;
}

void BinnedPlottable::draw(QCPPainter* painter) {
    if (m_bins.empty())
        return;
    applyDefaultAntialiasingHint(painter);
    const auto drawn = boxes();
    if (m_look == Look::Band) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_style.fill(PictureRole::Truth));
        for (const Box& box : drawn)
            if (box.defined && box.hasError)
                painter->drawRect(
                    QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom)));
        return;
    }
    if (m_look == Look::Steps)
        drawSteps(*painter, drawn);
    drawErrors(*painter, drawn);
    if (m_look == Look::Markers)
        drawMarkers(*painter, drawn);
}

void BinnedPlottable::drawSteps(QCPPainter& painter, const std::vector<Box>& drawn) const {
    const double zero = zeroLine();
    const auto flush = [&](QPolygonF& line) {
        if (line.isEmpty())
            return;
        line.prepend(QPointF(line.front().x(), zero));
        line.append(QPointF(line.back().x(), zero));
        if (m_style.fill(m_role).style() != Qt::NoBrush) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_style.fill(m_role));
            painter.drawPolygon(line);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(m_style.outline(m_role));
        painter.drawPolyline(line);
        line.clear();
    };
    QPolygonF line;
    for (const Box& box : drawn) {
        if (!box.defined) {
            flush(line);
            continue;
        }
        line << QPointF(box.left, box.y) << QPointF(box.right, box.y);
    }
    flush(line);
}

void BinnedPlottable::drawErrors(QCPPainter& painter, const std::vector<Box>& drawn) const {
    painter.setPen(QPen(m_style.colour(m_role), 0.7 * m_style.unit, Qt::SolidLine, Qt::FlatCap));
    for (const Box& box : drawn)
        if (box.defined && box.hasError && box.beyond == 0 && box.bottom - box.top > 0)
            painter.drawLine(QPointF(box.middle, box.top), QPointF(box.middle, box.bottom));
}

void BinnedPlottable::drawMarkers(QCPPainter& painter, const std::vector<Box>& drawn) const {
    const double arrow = arrowPt * m_style.unit;
    for (const Box& box : drawn) {
        if (!box.defined)
            continue;
        if (box.beyond == 0) {
            paintMarker(painter, {box.middle, box.y}, m_role, m_style);
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.colour(m_role));
        const double inwards = box.beyond * arrow;
        painter.drawPolygon(QPolygonF({{box.middle, box.y},
                                       {box.middle - 0.4 * arrow, box.y + inwards},
                                       {box.middle + 0.4 * arrow, box.y + inwards}}));
    }
}

void BinnedPlottable::paintMarker(QPainter& painter, QPointF at, PictureRole role,
                                  const PlotStyle& style) {
    const double size = markerPt * style.unit;
    const QRectF square(at.x() - size / 2, at.y() - size / 2, size, size);
    setSolid(painter, style.colour(role), 0.8 * style.unit);
    if (role == PictureRole::Predicted) {
        painter.setBrush(style.colour(role));
        painter.drawEllipse(square);
    } else {
        painter.setBrush(style.background);
        painter.drawRect(square.adjusted(0.1 * size, 0.1 * size, -0.1 * size, -0.1 * size));
    }
}

void BinnedPlottable::paintKey(QPainter& painter, const QRectF& rect, PictureRole role, Look look,
                               const PlotStyle& style) {
    painter.save();
    if (look == Look::Markers) {
        paintMarker(painter, rect.center(), role, style);
    } else if (style.fill(role).style() != Qt::NoBrush) {
        painter.setPen(style.outline(role));
        painter.setBrush(style.fill(role));
        painter.drawRect(rect);
    } else {
        painter.setPen(style.outline(role));
        painter.drawLine(QPointF(rect.left(), rect.center().y()),
                         QPointF(rect.right(), rect.center().y()));
    }
    painter.restore();
}

void BinnedPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& rect) const {
    paintKey(*painter, rect, m_role, m_look, m_style);
}

} // namespace calolens
