// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/Histogram.h"
#include "plots/PlotStyle.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace calolens {

/// One histogram of a figure.
struct FigureSeries {
    PictureRole role = PictureRole::Lr;
    QString name; ///< for the legend
    Histogram histogram;
};

/// What a ratio plot shows. All histograms have the same bins.
struct RatioFigure {
    QString title;
    QString xLabel, yLabel; ///< with units and the width of a bin
    bool logX = false, logY = false;
    QStringList binNames;   ///< below the bins instead of numbers; empty: numbers
    QString note;           ///< small print beside the plot, may be empty
    QString outside;        ///< what lies below and above the axis, in words; may be empty
    QStringList smallPrint; ///< lines below the title
    bool withRatio = true;  ///< false: no lower panel, whatever the series
    std::vector<FigureSeries> series;

    /// What the lower panel divides by: truth, else LR; none with less than two series, or
    /// if no ratio is wanted.
    [[nodiscard]] std::optional<PictureRole> denominator() const;
};

} // namespace calolens
