// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "denoising/NoiseScrubber.h"

#include <QRectF>

class QPainter;

namespace calolens {

class DenoisingSession;
class Moments;
class RecordedFrames;

/// Draws the scrubber's axis, curves, marked moments and cursor.
class ScrubberPlot {
public:
    /// @param area  between the axis of energies at the left and that of zeros at the right
    ScrubberPlot(const DenoisingSession& session, const Moments& moments, FramePicture picture,
                 QRectF area);

    void draw(QPainter& painter, int currentFrame, bool focused) const;

    /// Room that the axes need around the area, for the font in use.
    [[nodiscard]] static QMarginsF margins(const QFontMetricsF& metrics);
    /// Half the range of the energy axis in GeV: a round number that holds the residuals of the
    /// last, settled part of the run. Earlier ones may lie outside and are drawn at the border.
    [[nodiscard]] double energyRange() const;

private:
    void drawAxis(QPainter& painter) const;
    void drawScales(QPainter& painter) const;
    void drawCurves(QPainter& painter) const;
    /// @param thin  of the reference: in the same colours, thin and paler
    void drawCurvesOf(QPainter& painter, const RecordedFrames& frames, bool thin) const;
    void drawLegend(QPainter& painter) const;
    void drawMoments(QPainter& painter) const;
    void drawCursor(QPainter& painter, int frame, bool focused) const;
    [[nodiscard]] double xOf(const RecordedFrames& frames, int frame) const;
    [[nodiscard]] double yOfEnergy(double mev) const;
    [[nodiscard]] double yOfShare(double share) const;

    const DenoisingSession& m_session;
    const Moments& m_moments;
    FramePicture m_picture;
    QRectF m_area;
    double m_range;
};

} // namespace calolens
