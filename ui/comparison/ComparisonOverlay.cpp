// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/ComparisonOverlay.h"

#include "comparison/LabelPlacement.h"
#include "comparison/Vector3.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QImage>
#include <QLinearGradient>
#include <QPaintDevice>
#include <QPaintEngine>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {

/// Paints with smooth edges. Qt's OpenGL painter has none unless its target is multisampled, so
/// there the drawing goes through a small picture.
template<typename Draw>
void paintSmoothly(QPainter& painter, const QRectF& bounds, Draw draw) {
    if (painter.paintEngine()->type() != QPaintEngine::OpenGL2) {
        draw(painter);
        return;
    }
    const QRect area = bounds.toAlignedRect();
    if (area.isEmpty())
        return;
    const double ratio = painter.device()->devicePixelRatioF();
    QImage patch((QSizeF(area.size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    patch.setDevicePixelRatio(ratio);
    patch.fill(Qt::transparent);
    QPainter inner(&patch);
    inner.setRenderHint(QPainter::Antialiasing);
    inner.setFont(painter.font());
    inner.translate(-area.topLeft());
    draw(inner);
    inner.end();
    painter.drawImage(area.topLeft(), patch);
}

} // namespace

ComparisonOverlay::ComparisonOverlay(const ViewTheme& theme, const QFont& font)
    : m_theme(theme)
    , m_font(font)
    , m_bold(font)
    , m_small(font) {
    m_bold.setWeight(QFont::DemiBold);
    if (font.pixelSize() > 0)
        m_small.setPixelSize(std::max(1, static_cast<int>(std::lround(0.88 * font.pixelSize()))));
    else
        m_small.setPointSizeF(0.88 * font.pointSizeF());
}

PaneMetrics ComparisonOverlay::metrics() const {
    const int line = QFontMetrics(m_font).height();
    const int small = QFontMetrics(m_small).height();
    return {line + small + line / 2, line / 2 + line + 2 * small, 2};
}

void ComparisonOverlay::drawTitle(QPainter& painter, const PanePlace& place,
                                  const PaneContent& content) const {
    const QFontMetrics bold(m_bold);
    const QFontMetrics small(m_small);
    const int margin = bold.height() / 2;
    painter.fillRect(place.title, m_theme.pane);
    const QColor accent = place.role == PaneRole::Lr          ? m_theme.lr
                          : place.role == PaneRole::Predicted ? m_theme.predicted
                          : place.role == PaneRole::Reference ? m_theme.predicted
                          : place.role == PaneRole::Truth     ? m_theme.truth
                                                              : m_theme.dimText;
    const bool shown = place.weight > 0; // a flicker's other picture waits
    if (shown)
        painter.fillRect(QRect(place.title.left(), place.title.top(), place.title.width(),
                               std::max(2, margin / 3)),
                         accent);
    const QRect inner = place.title.adjusted(margin, margin / 2, -margin, 0);
    painter.setFont(m_bold);
    painter.setPen(shown ? m_theme.text : m_theme.dimText);
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), bold.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     bold.elidedText(content.title, Qt::ElideRight, inner.width()));
    painter.setFont(m_small);
    painter.setPen(m_theme.dimText);
    painter.drawText(
        QRect(inner.left(), inner.top() + bold.height(), inner.width(), small.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        small.elidedText(content.detail, Qt::ElideRight, inner.width()));
}

void ComparisonOverlay::drawEmptyWords(QPainter& painter, const PanePlace& place,
                                       const PaneContent& content) const {
    if (content.emptyWords.isEmpty())
        return;
    const int margin = QFontMetrics(m_font).height();
    const QRect room = place.visible.adjusted(margin, 0, -margin, 0);
    const QRect box =
        QFontMetrics(m_font)
            .boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, content.emptyWords)
            .adjusted(-margin / 2, -margin / 3, margin / 2, margin / 3);
    painter.fillRect(box, m_theme.pane);
    painter.setFont(m_font);
    painter.setPen(m_theme.text);
    painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, content.emptyWords);
}

void ComparisonOverlay::drawOrientation(QPainter& painter, const PanePlace& place,
                                        const DetectorFrame& frame,
                                        const Projection& projection) const {
    const QFontMetrics metrics(m_small);
    const double reach = 2.0 * metrics.height();
    const double margin = 0.9 * metrics.height();
    if (place.scene.width() < 5 * reach || place.scene.height() < 4 * reach)
        return;
    const QPointF origin(place.scene.right() - margin - reach - 0.6 * metrics.height(),
                         place.scene.bottom() - margin - 0.9 * reach);
    const std::pair<Point3, QString> arrows[] = {
        {frame.outward, QCoreApplication::translate("ComparisonView", "depth")},
        {frame.alongEta, QStringLiteral("\u03b7")},
        {frame.alongPhi, QStringLiteral("\u03c6")}};
    const double room = reach + 2.5 * metrics.height();
    const QRectF bounds(origin.x() - room, origin.y() - room, 2 * room, 2 * room);
    painter.setFont(m_small);
    paintSmoothly(painter, bounds, [&](QPainter& p) {
        for (const auto& [direction, label] : arrows) {
            const Point3 turned = projection.turned(direction);
            const QPointF along(reach * turned.x, -reach * turned.y);
            const QPointF tip = origin + along;
            p.setPen(QPen(m_theme.dimText, 0.09 * metrics.height(), Qt::SolidLine, Qt::RoundCap));
            p.drawLine(origin, tip);
            const double size = std::hypot(along.x(), along.y());
            const QPointF unit = size > 0.2 * reach ? along / size : QPointF(0, 0);
            if (!unit.isNull()) {
                const double head = 0.35 * metrics.height();
                const QPointF side(-unit.y(), unit.x());
                p.drawLine(tip, tip - head * unit + 0.5 * head * side);
                p.drawLine(tip, tip - head * unit - 0.5 * head * side);
            }
            const QPointF middle =
                tip + 0.75 * metrics.height() * (unit.isNull() ? QPointF(1, 0) : unit);
            const double width = metrics.horizontalAdvance(label);
            p.setPen(m_theme.text);
            QRectF box(middle.x() - 0.5 * width - 1 + 0.35 * width * unit.x(),
                       middle.y() - 0.5 * metrics.height(), width + 2, metrics.height());
            box.moveRight(std::min(box.right(), place.scene.right() - 3.0));
            p.drawText(box, Qt::AlignCenter, label);
        }
    });
}

void ComparisonOverlay::drawLabels(QPainter& painter, const PanePlace& place,
                                   const std::vector<Label>& labels,
                                   const std::vector<QPointF>& picture) const {
    const QFontMetrics metrics(m_small);
    if (place.scene.width() < 14 * metrics.height())
        return;
    painter.setFont(m_small);
    const double gap = 0.4 * metrics.height();
    const double inset = 0.25 * metrics.height(); // of the words on their plate
    LabelSurroundings around{QRectF(place.scene), {}, picture};
    std::vector<LabelWish> wishes;
    std::vector<QString> words;
    for (const Label& label : labels) {
        const QSizeF size(metrics.horizontalAdvance(label.text) + 2, metrics.height());
        if (label.particle) {
            wishes.push_back({label.at, size + QSizeF(2 * inset, 0)});
            words.push_back(label.text);
            continue;
        }
        // Right of its place, at the pane's edge at least.
        const QRectF box(QPointF(std::max(label.at.x(), around.bounds.left()) + gap,
                                 label.at.y() - 0.5 * size.height()),
                         size);
        const bool hidden = std::any_of(around.taken.begin(), around.taken.end(),
                                        [&](const QRectF& other) { return other.intersects(box); });
        if (hidden || !around.bounds.contains(box))
            continue;
        around.taken.push_back(box);
        painter.setPen(m_theme.dimText);
        painter.drawText(box, Qt::AlignCenter, label.text);
    }
    const std::vector<QRectF> boxes = placeLabels(wishes, around);
    QColor plate = m_theme.pane;
    plate.setAlpha(225);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].isNull())
            continue;
        const QLineF leader(leaderStart(boxes[i], wishes[i].at), wishes[i].at);
        if (leader.length() > gap && around.bounds.contains(wishes[i].at))
            paintSmoothly(painter,
                          QRectF(leader.p1(), leader.p2()).normalized().adjusted(-2, -2, 2, 2),
                          [&](QPainter& p) {
                              p.setPen(QPen(m_theme.particle, metrics.height() / 16.0));
                              p.drawLine(leader);
                          });
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        painter.fillRect(boxes[i], plate); // nothing, if it is null
        painter.setPen(m_theme.particle);
        if (!boxes[i].isNull())
            painter.drawText(boxes[i], Qt::AlignCenter, words[i]);
    }
}

void ComparisonOverlay::drawFrames(QPainter& painter, const PanePlace& place,
                                   const std::vector<Frame>& frames,
                                   const Projection& projection) const {
    if (frames.empty())
        return;
    const double unit = QFontMetrics(m_font).height() / 16.0;
    struct Edge {
        QLineF line;
        bool strong;
    };
    std::vector<Edge> edges;
    QRectF bounds;
    for (const Frame& frame : frames)
        for (const auto& edge : kCellEdges) {
            const auto a = projection.project(frame.corners[static_cast<std::size_t>(edge[0])]);
            const auto b = projection.project(frame.corners[static_cast<std::size_t>(edge[1])]);
            if (!a || !b)
                continue;
            edges.push_back({QLineF(a->pixel, b->pixel), frame.strong});
            const QRectF box = QRectF(a->pixel, b->pixel).normalized();
            bounds = bounds.united(box.adjusted(-4 * unit, -4 * unit, 4 * unit, 4 * unit));
        }
    QColor halo = m_theme.highlightHalo;
    halo.setAlpha(150);
    QColor weak = m_theme.highlight;
    weak.setAlpha(170);
    paintSmoothly(painter, bounds.intersected(place.visible), [&](QPainter& p) {
        p.save();
        p.setClipRect(place.visible);
        const auto draw = [&](bool strong, const QPen& pen) {
            p.setPen(pen);
            for (const Edge& edge : edges)
                if (edge.strong == strong)
                    p.drawLine(edge.line);
        };
        draw(false, QPen(weak, 1.1 * unit, Qt::SolidLine, Qt::RoundCap));
        draw(true, QPen(halo, 4.2 * unit, Qt::SolidLine, Qt::RoundCap));
        draw(true, QPen(m_theme.highlight, 2.0 * unit, Qt::SolidLine, Qt::RoundCap));
        p.restore();
    });
}

void ComparisonOverlay::drawLegend(QPainter& painter, const QRect& rect,
                                   const CellAppearance& appearance, const QString& caption) const {
    const QFontMetrics metrics(m_small);
    const QString words = metrics.elidedText(caption, Qt::ElideRight, rect.width() * 2 / 5);
    const int captionWidth = metrics.horizontalAdvance(words);
    const int margin = metrics.height();
    const int top = rect.top() + metrics.height() / 2;
    const int height = metrics.height() * 3 / 4;
    const int left = rect.left() + margin + captionWidth + margin;
    const QRect bar(left, top, std::max(rect.right() - 2 * margin - left, 1), height);

    painter.setFont(m_small);
    painter.setPen(m_theme.text);
    painter.drawText(QRect(rect.left() + margin, top, captionWidth + 2, height),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, words);
    QLinearGradient gradient(bar.left(), 0, bar.right(), 0);
    constexpr int kStops = 64;
    for (int i = 0; i <= kStops; ++i) {
        const double t = static_cast<double>(i) / kStops;
        const Rgb colour = appearance.colourMap().at(t);
        gradient.setColorAt(t, QColor(colour[0], colour[1], colour[2]));
    }
    painter.fillRect(bar, gradient);
    int clear = rect.left();
    for (const EnergyScale::Tick& tick : appearance.scale().ticks()) {
        const double x = bar.left() + tick.position * bar.width();
        const bool major = !tick.label.empty();
        painter.setPen(QPen(m_theme.dimText, 1));
        painter.drawLine(QPointF(x, bar.bottom() + 1),
                         QPointF(x, bar.bottom() + (major ? 0.4 : 0.2) * metrics.height()));
        if (!major)
            continue;
        const QString label = QString::fromStdString(tick.label);
        const int width = metrics.horizontalAdvance(label);
        const int start = std::clamp(static_cast<int>(x - width / 2.0), rect.left(),
                                     std::max(rect.right() - width - 2, rect.left()));
        if (start < clear)
            continue;
        painter.setPen(m_theme.text);
        painter.drawText(
            QRect(start, bar.bottom() + metrics.height() * 2 / 5, width + 2, metrics.height()),
            Qt::AlignCenter, label);
        clear = start + width + margin / 2;
    }
}

void ComparisonOverlay::drawDescription(QPainter& painter, QPoint at, const QRect& bounds,
                                        const std::vector<DescriptionRow>& rows) const {
    if (rows.empty())
        return;
    const QFontMetrics metrics(m_small);
    const int margin = metrics.height() / 2;
    int nameWidth = 0, valueWidth = 0;
    for (const DescriptionRow& row : rows) {
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(row.name));
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(row.value));
    }
    const QSize size(nameWidth + valueWidth + 4 * margin,
                     static_cast<int>(rows.size()) * metrics.height() + 2 * margin);
    QPoint corner = at + QPoint(4 * margin, 3 * margin);
    if (corner.x() + size.width() > bounds.right())
        corner.setX(at.x() - 4 * margin - size.width());
    if (corner.y() + size.height() > bounds.bottom())
        corner.setY(at.y() - 3 * margin - size.height());
    corner.setX(std::max(corner.x(), bounds.left()));
    corner.setY(std::max(corner.y(), bounds.top()));

    drawPanel(painter, QRect(corner, size));
    painter.setFont(m_small);
    int y = corner.y() + margin;
    for (const DescriptionRow& row : rows) {
        painter.setPen(m_theme.dimText);
        painter.drawText(QRect(corner.x() + margin, y, nameWidth + 2, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setPen(m_theme.text);
        painter.drawText(
            QRect(corner.x() + 3 * margin + nameWidth, y, valueWidth + 2, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, row.value);
        y += metrics.height();
    }
}

void ComparisonOverlay::drawPanel(QPainter& painter, const QRect& rect) const {
    painter.setPen(QPen(m_theme.lines, 1));
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setBrush(Qt::NoBrush);
}

void ComparisonOverlay::drawDivider(QPainter& painter, const QRect& scene, int x) const {
    const int unit = std::max(1, QFontMetrics(m_font).height() / 16);
    painter.fillRect(QRect(x - unit, scene.top(), 2 * unit, scene.height()), m_theme.highlight);
    const QRect handle(x - 5 * unit, scene.center().y() - 16 * unit, 10 * unit, 32 * unit);
    drawPanel(painter, handle);
    for (const int offset : {-2, 1})
        painter.fillRect(
            QRect(x + offset * unit, handle.top() + 8 * unit, unit, handle.height() - 16 * unit),
            m_theme.highlight);
}

void ComparisonOverlay::drawMix(QPainter& painter, const QRect& rect, double share) const {
    drawPanel(painter, rect.adjusted(-6, -4, 6, 4));
    const int middle = rect.center().y();
    painter.fillRect(QRect(rect.left(), middle - 1, rect.width(), 3), m_theme.lines);
    const int x = rect.left() + static_cast<int>(std::lround(share * rect.width()));
    painter.fillRect(QRect(rect.left(), middle - 1, x - rect.left(), 3), m_theme.highlight);
    const int reach = rect.height() / 2;
    const QRectF handle(x - reach, middle - reach, 2 * reach, 2 * reach);
    paintSmoothly(painter, handle.adjusted(-1, -1, 1, 1), [&](QPainter& p) {
        p.setPen(Qt::NoPen);
        p.setBrush(m_theme.highlight);
        p.drawEllipse(handle);
    });
}

void ComparisonOverlay::drawRubber(QPainter& painter, const QPolygonF& outline) const {
    const double unit = QFontMetrics(m_font).height() / 16.0;
    QColor inside = m_theme.highlight;
    inside.setAlpha(40);
    paintSmoothly(painter, outline.boundingRect().adjusted(-3, -3, 3, 3), [&](QPainter& p) {
        p.setPen(QPen(m_theme.highlight, 1.4 * unit, Qt::DashLine));
        p.setBrush(inside);
        p.drawPolygon(outline);
    });
}

} // namespace calolens
