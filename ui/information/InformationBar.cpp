// SPDX-License-Identifier: GPL-3.0-or-later
#include "information/InformationBar.h"

#include "theme/Theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace calolens {

namespace {
constexpr int BarHeight = 18;
constexpr double Radius = 3, Gap = 1;
} // namespace

QColor bitColour(BitSource source) {
    const ThemeColours& colours = Theme::instance().colours();
    switch (source) {
    case BitSource::Reading:
        return colours.lr;
    case BitSource::Training:
        return colours.predicted;
    case BitSource::CoinFlip:
        return colours.muted;
    }
    return colours.disabled;
}

InformationBar::InformationBar(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize InformationBar::sizeHint() const {
    return {120, BarHeight};
}

void InformationBar::setParts(const std::optional<InformationParts>& parts) {
    m_parts = parts;
    update();
}

void InformationBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole = rect();
    QPainterPath shape;
    shape.addRoundedRect(whole, Radius, Radius);
    painter.setClipPath(shape);
    painter.fillRect(whole, Theme::instance().colours().raised);
    if (!m_parts)
        return;
    const std::array values{m_parts->reading, m_parts->training, m_parts->coinFlip};
    double all = 0;
    for (const double value : values)
        all += std::max(value, 0.0);
    double left = 0;
    for (std::size_t i = 0; i < values.size() && all > 0; ++i) {
        const double width = whole.width() * std::max(values[i], 0.0) / all;
        painter.fillRect(QRectF(left, 0, std::max(width - Gap, 0.0), whole.height()),
                         bitColour(static_cast<BitSource>(i)));
        left += width;
    }
}

} // namespace calolens
