// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page/Page.h"
#include "plots/PlotStyle.h"

#include <QRectF>
#include <QString>

namespace calolens {

/// The page as its sections see it: a painter whose unit is a quarter of a typographic point, with
/// lengths given in millimetres and text in points.
class SheetCanvas {
public:
    static constexpr double UnitsPerPoint = pageUnit;
    static constexpr double UnitsPerInch = pageUnitsPerInch;

    explicit SheetCanvas(QCPPainter& painter);

    [[nodiscard]] QCPPainter& painter() const noexcept { return m_painter; }
    [[nodiscard]] const PlotStyle& style() const noexcept { return m_style; }
    [[nodiscard]] static double mm(double millimetres) { return millimetres * UnitsPerInch / 25.4; }
    /// A rectangle given in millimetres, in units.
    [[nodiscard]] static QRectF rectMm(double x, double y, double width, double height);

    struct TextLook {
        double points = 7;
        bool bold = false;
        QColor colour; ///< invalid: black
    };
    /// One line; shortened with an ellipsis if it is too long for the rectangle.
    void text(const QRectF& rect, int alignment, const QString& text, const TextLook& look) const;
    /// Several lines, broken at spaces.
    void paragraph(const QRectF& rect, const QString& text, const TextLook& look) const;
    /// How high such a paragraph is at a width, units.
    [[nodiscard]] double paragraphHeight(double width, const QString& text,
                                         const TextLook& look) const;
    /// Text that reads upwards, centred in the rectangle.
    void verticalText(const QRectF& rect, const QString& text, const TextLook& look) const;
    [[nodiscard]] double textWidth(const QString& text, const TextLook& look) const;
    void line(QPointF from, QPointF to, double points, const QColor& colour) const;

private:
    void apply(const TextLook& look) const;
    QCPPainter& m_painter;
    PlotStyle m_style;
};

} // namespace calolens
