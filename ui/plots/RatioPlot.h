// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"
#include "plots/RatioFigure.h"

#include <optional>
#include <utility>

namespace calolens {

/// A figure as papers show it: histograms above, their ratio to one of them (or pull, or
/// difference) below. Used as a widget
/// in the window, or painted on a page.
class RatioPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit RatioPlot(const PlotStyle& style, QWidget* parent = nullptr);

    void setFigure(const RatioFigure& figure);
    void setStyle(const PlotStyle& style);
    /// Whether the plot carries its own legend (default) or stands below a common one.
    void setLegendShown(bool shown);
    /// Room left of the axis, points; with the same room, plots stand in line. 0: what is needed.
    void setLeftMargin(double points);
    /// Whether a drag across the plot, or a click on a bin, chooses a range of bins:
    /// rangeSelected() tells it.
    void setRangeSelectable(bool selectable);
    /// Marks a range of the axis; nullopt: none.
    void setHighlight(std::optional<std::pair<double, double>> range);
    /// Draws into a rectangle of a page. The painter's units are those of the style.
    void paint(QCPPainter& painter, const QRect& rect);

Q_SIGNALS:
    /// From the lower edge of the first bin to the upper edge of the last.
    void rangeSelected(double low, double high);

private:
    void rebuild();
    void addHighlight();
    void selectBins(const QRect& rect);
    void makeAxes();
    void makeLegend();
    void addSeries();
    void addLowerPanel(PictureRole reference);
    void setRanges();
    [[nodiscard]] QCPRange lowerRange(PictureRole reference) const;
    void setTickers();
    [[nodiscard]] const FigureSeries* find(PictureRole role) const;

    PlotStyle m_style;
    RatioFigure m_figure;
    bool m_legendShown = true;
    double m_leftMargin = 0; ///< points; 0: automatic
    std::optional<std::pair<double, double>> m_highlight;
    QCPAxisRect* m_upper = nullptr;
    QCPAxisRect* m_lower = nullptr; ///< null where nothing is compared
};

} // namespace calolens
