// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

#include <optional>

namespace calolens {

/// One line of a LineFigure.
struct LineCurve {
    QString name;
    QVector<double> x, y;
    QVector<double> error = {}; ///< of y; empty: none
    bool guide = false;         ///< a dashed line without markers that others are compared with
    bool bars = false;          ///< a histogram: bars about x, as wide as the figure's step
};

/// Lines against one quantity, with their titles; what a LinePlot draws.
struct LineFigure {
    QString title, xTitle, yTitle;
    std::vector<LineCurve> curves;
    bool logX = false, logY = false;
    QVector<double> xTicks = {};            ///< the only ticks; empty: as they come
    std::optional<QCPRange> xRange, yRange; ///< else what the curves need
};

/// Lines with markers and errors in one frame.
class LinePlot : public QCustomPlot {
    Q_OBJECT
public:
    LinePlot(const LineFigure& figure, const PlotStyle& style, QWidget* parent = nullptr);
    /// Draws into a rectangle of a page. The painter's units are those of the style.
    void paint(QCPPainter& painter, const QRect& rect);
    [[nodiscard]] QSize sizeHint() const override;

private:
    void addCurve(const LineCurve& curve, std::size_t number);
    void setRanges(const LineFigure& figure);
    void setTicks(const LineFigure& figure);

    PlotStyle m_style;
};

} // namespace calolens
