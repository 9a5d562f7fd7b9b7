// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison/CellDescription.h"
#include "comparison/CellGeometry.h"
#include "comparison/OrbitCamera.h"
#include "comparison/PaneContent.h"
#include "comparison/PaneLayout.h"
#include "comparison/ViewTheme.h"

#include <QFont>
#include <QPainter>
#include <QPolygonF>

namespace calolens {

/// Everything in the comparison that is text or flat line: titles, legend, orientation, the frames
/// of lit cells, the words about the cell under the mouse. Drawn with QPainter over the 3D picture,
/// so it is equally sharp on the screen and in an exported picture.
class ComparisonOverlay {
public:
    /// A lit cell in one pane.
    struct Frame {
        CellCorners corners;
        bool strong = false; ///< the cell itself or its twin, rather than a relative
    };

    /// Words at a place of the scene.
    struct Label {
        QPointF at;
        QString text;
        bool particle = false; ///< near the place, in the colour of the rays; else right of it
    };

    ComparisonOverlay(const ViewTheme& theme, const QFont& font);
    /// What the fonts need.
    [[nodiscard]] PaneMetrics metrics() const;
    [[nodiscard]] const QFont& smallFont() const noexcept { return m_small; }

    void drawTitle(QPainter& painter, const PanePlace& place, const PaneContent& content) const;
    /// The words in the middle of a pane that has nothing to show.
    void drawEmptyWords(QPainter& painter, const PanePlace& place,
                        const PaneContent& content) const;
    /// Arrows along depth, eta and phi in the lower right corner.
    void drawOrientation(QPainter& painter, const PanePlace& place, const DetectorFrame& frame,
                         const Projection& projection) const;
    void drawFrames(QPainter& painter, const PanePlace& place, const std::vector<Frame>& frames,
                    const Projection& projection) const;
    /// No two on each other. @param picture  where cells are: particles' labels rather stand beside
    /// them
    void drawLabels(QPainter& painter, const PanePlace& place, const std::vector<Label>& labels,
                    const std::vector<QPointF>& picture) const;
    void drawLegend(QPainter& painter, const QRect& rect, const CellAppearance& appearance,
                    const QString& caption) const;
    /// The line between the two pictures of a wipe, with a handle.
    void drawDivider(QPainter& painter, const QRect& scene, int x) const;
    /// The slider of a crossfade. @param share  of the second picture
    void drawMix(QPainter& painter, const QRect& rect, double share) const;
    /// The outline of a selection in the making.
    void drawRubber(QPainter& painter, const QPolygonF& outline) const;
    /// A box that words can stand on, over whatever is there.
    void drawPanel(QPainter& painter, const QRect& rect) const;
    /// Beside the point, inside the bounds.
    void drawDescription(QPainter& painter, QPoint at, const QRect& bounds,
                         const std::vector<DescriptionRow>& rows) const;

private:
    ViewTheme m_theme;
    QFont m_font, m_bold, m_small;
};

} // namespace calolens
