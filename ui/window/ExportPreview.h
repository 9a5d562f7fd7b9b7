// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QLabel>

#include <functional>

namespace calolens {

/// A picture that takes a while to draw, a page with 3D views for one: it is drawn when it is
/// painted, after the window around it has been, and again only when another is asked for.
class ExportPreview : public QLabel {
    Q_OBJECT
public:
    /// What draws a picture to fit into a size; what it throws is shown instead.
    using Draw = std::function<QImage(QSize pixels)>;

    explicit ExportPreview(QSize pixels, QWidget* parent = nullptr);
    void show(Draw draw);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawPicture();
    Draw m_draw;              ///< empty once it is drawn
    bool m_announced = false; ///< it is on the screen that something is being drawn
};

} // namespace calolens
