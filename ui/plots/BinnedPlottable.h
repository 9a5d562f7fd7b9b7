// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plots/PlotStyle.h"
#include "plots/QCustomPlotHeader.h"

#include <vector>

namespace calolens {

/// One bin as it is drawn, in axis coordinates.
struct DrawnBin {
    double low = 0, high = 0;
    double value = 0;
    double error = 0;
    bool defined = true; ///< false leaves a gap
};

/// Draws binned values with error bars: as a step outline, filled or not, or as markers. It stays
/// inside its axis rectangle by geometry (SVG files know no clipping); markers beyond the value
/// range become arrow heads at the border.
class BinnedPlottable : public QCPAbstractPlottable {
public:
    enum class Look { Steps, Markers, Band };

    BinnedPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, PictureRole role, Look look,
                    const PlotStyle& style);
    void setBins(std::vector<DrawnBin> bins) { m_bins = std::move(bins); }
    /// Moves error bars and markers sideways by a share of the bin's width, so that those of
    /// several series stand beside one another.
    void setShift(double shareOfWidth) { m_shift = shareOfWidth; }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain,
                           const QCPRange& keys) const override;

    /// The mark that stands for a series in a legend.
    static void paintKey(QPainter& painter, const QRectF& rect, PictureRole role, Look look,
                         const PlotStyle& style);

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    /// A bin in device coordinates, clamped to the axis rectangle.
    struct Box {
        double left = 0, right = 0, middle = 0;
        double y = 0, top = 0, bottom = 0;
        int beyond = 0; ///< +1 above the range, -1 below, 0 inside
        bool defined = false;
        bool hasError = false;
    };
    [[nodiscard]] std::vector<Box> boxes() const;
    [[nodiscard]] double zeroLine() const;
    void drawSteps(QCPPainter& painter, const std::vector<Box>& boxes) const;
    void drawErrors(QCPPainter& painter, const std::vector<Box>& boxes) const;
    void drawMarkers(QCPPainter& painter, const std::vector<Box>& boxes) const;
    static void paintMarker(QPainter& painter, QPointF at, PictureRole role,
                            const PlotStyle& style);

    PictureRole m_role;
    Look m_look;
    PlotStyle m_style;
    std::vector<DrawnBin> m_bins;
    double m_shift = 0;
};

} // namespace calolens
