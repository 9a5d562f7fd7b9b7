// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QPen>
#include <QString>

namespace calolens {

/// Which picture of an event a curve belongs to.
enum class PictureRole { Lr, Predicted, Truth };

/// How plots look. Three kinds of distinction (fill, line pattern, marker) carry the meaning beside
/// colour, so that it survives colour blindness (Okabe-Ito hues) and print without colour.
class PlotStyle {
public:
    /// For paper: black on white.
    /// @param unit  device units per typographic point
    [[nodiscard]] static PlotStyle paper(double unit);
    /// For the window, in the colours of its theme.
    [[nodiscard]] static PlotStyle screen(bool dark, double unit);

    QColor background, ink, muted, grid;
    double unit = 1;      ///< device units per typographic point
    QString family;       ///< of all text
    double titlePt = 8.5; ///< sizes of text, points
    double labelPt = 7.5;
    double tickPt = 6.5;

    /// @param points  size in typographic points
    [[nodiscard]] QFont font(double points, bool bold = false) const;
    [[nodiscard]] QColor colour(PictureRole role) const;
    /// Outline of a histogram: truth thin, prediction solid, LR dashed.
    [[nodiscard]] QPen outline(PictureRole role) const;
    /// Interior of a histogram: truth filled, others empty.
    [[nodiscard]] QBrush fill(PictureRole role) const;
    [[nodiscard]] QPen thinPen() const; ///< axes, ticks and frames

private:
    QColor m_lr, m_predicted, m_truth, m_truthFill;
};

} // namespace calolens
