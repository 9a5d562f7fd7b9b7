// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace calolens {

class DenoisingSession;
class FramePlayer;
class Moments;

/// Which picture of a frame is shown.
enum class FramePicture {
    Estimate,  ///< the model's running estimate of the clean event
    NoisyState ///< the state x_sigma that the sampler moves
};

/// The recorded frames along the noise level, from noise at the left to the finished event at the
/// right. Drag, click or use the arrow keys to go through them; the curves say how the energy and
/// the zero fraction of the picture developed; flags mark the user's moments.
class NoiseScrubber : public QWidget {
    Q_OBJECT
public:
    NoiseScrubber(const DenoisingSession& session, FramePlayer& player, const Moments& moments,
                  QWidget* parent = nullptr);

    void setPicture(FramePicture picture);
    /// The frame nearest to a horizontal place in the widget; -1 if there are none.
    [[nodiscard]] int frameAt(double x) const;
    /// The horizontal place of a frame.
    [[nodiscard]] double placeOf(int frame) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF plotArea() const;

    const DenoisingSession& m_session;
    FramePlayer& m_player;
    const Moments& m_moments;
    FramePicture m_picture = FramePicture::Estimate;
};

} // namespace calolens
