// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/ExportPreview.h"

#include <QTimer>

#include <exception>
#include <utility>

namespace calolens {

ExportPreview::ExportPreview(QSize pixels, QWidget* parent)
    : QLabel(parent) {
    setFixedSize(pixels);
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Preview"));
}

void ExportPreview::show(Draw draw) {
    m_draw = std::move(draw);
    m_announced = false;
    setText(tr("Drawing\u2026"));
}

void ExportPreview::paintEvent(QPaintEvent* event) {
    if (m_draw && m_announced)
        drawPicture();
    QLabel::paintEvent(event);
    if (m_draw && !m_announced) {
        m_announced = true;
        QTimer::singleShot(0, this, qOverload<>(&QWidget::update));
    }
}

void ExportPreview::drawPicture() {
    const Draw draw = std::exchange(m_draw, {});
    try {
        setPixmap(QPixmap::fromImage(draw(size())));
    } catch (const std::exception& error) {
        setText(QString::fromUtf8(error.what()));
    }
}

} // namespace calolens
