// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/benchmark/SamplerBenchmark.h"
#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

namespace calolens {

/// Quality against cost: one measure of how far draws are from truth against the network
/// evaluations of a draw, a line per sampler and schedule, and what truth shows against truth.
class SamplerBenchmarkPlot : public QCustomPlot {
    Q_OBJECT
public:
    enum class Measure { Auc, Separation, Fpd };

    SamplerBenchmarkPlot(const SamplerBenchmark& benchmark, Measure measure, const PlotStyle& style,
                         QWidget* parent = nullptr);
    /// Whether any point has the measure.
    [[nodiscard]] static bool known(const SamplerBenchmark& benchmark, Measure measure);
    /// Marks a number of evaluations with a vertical line.
    void markCost(int evaluations);
    /// Moves the legend out of the plot, to its right: for pages.
    void putLegendBeside();
    /// Draws into a rectangle of a page. The painter's units are those of the style.
    void paint(QCPPainter& painter, const QRect& rect);

private:
    void styleAxes(Measure measure);
    void addFloor(const SamplerBenchmark& benchmark, Measure measure);
    void addLines(const SamplerBenchmark& benchmark, Measure measure);

    PlotStyle m_style;
    double m_least = 0, m_most = 0;     ///< evaluations
    double m_lowest = 0, m_highest = 0; ///< of the measure
};

} // namespace calolens
