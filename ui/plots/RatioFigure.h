// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Histogram.h"
#include "plots/PlotStyle.h"

#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

namespace calolens {

/// One histogram of a figure.
struct FigureSeries {
    PictureRole role = PictureRole::Lr;
    QString name; ///< for the legend
    Histogram histogram;
};

/// What the panel below a figure shows of every histogram but the reference (truth, else LR).
enum class LowerPanel {
    None,
    Ratio,     ///< over the reference, whose relative error is the band around one
    Pull,      ///< difference in units of both errors, added in quadrature; the band is one unit
    Difference ///< less the reference, whose error is the band around zero
};

/// "none", "ratio", "pull" or "difference".
[[nodiscard]] std::optional<LowerPanel> lowerPanelNamed(std::string_view name);

/// What a ratio plot shows. All histograms have the same bins.
struct RatioFigure {
    QString title;
    QString xLabel, yLabel; ///< with units and the width of a bin
    bool logX = false, logY = false;
    QStringList binNames;   ///< below the bins instead of numbers; empty: numbers
    QString note;           ///< small print beside the plot, may be empty
    QString outside;        ///< what lies below and above the axis, in words; may be empty
    QStringList smallPrint; ///< lines below the title
    LowerPanel lower = LowerPanel::Ratio;
    std::vector<FigureSeries> series;

    /// What the lower panel compares with: truth, else LR; none with less than two series, or
    /// if no such panel is wanted.
    [[nodiscard]] std::optional<PictureRole> denominator() const;
};

} // namespace calolens
