// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/VerdictMark.h"

#include "theme/Theme.h"

#include <QPainter>

namespace calolens {

QString verdictText(Verdict verdict) {
    switch (verdict) {
    case Verdict::Pass:
        return VerdictMark::tr("Passed");
    case Verdict::Look:
        return VerdictMark::tr("Look");
    case Verdict::Fail:
        return VerdictMark::tr("Failed");
    case Verdict::NotRun:
        break;
    }
    return VerdictMark::tr("Not run");
}

VerdictMark::VerdictMark(Verdict verdict, QWidget* parent)
    : QWidget(parent)
    , m_verdict(verdict) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setVerdict(verdict);
}

void VerdictMark::setVerdict(Verdict verdict) {
    m_verdict = verdict;
    setToolTip(verdictText(verdict));
    setAccessibleName(verdictText(verdict));
    update();
}

QSize VerdictMark::sizeHint() const {
    const int side = fontMetrics().height();
    return {side, side};
}

void VerdictMark::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = Theme::instance().colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(width(), height());
    const QRectF disc(0.5 * (width() - side) + 0.08 * side, 0.5 * (height() - side) + 0.08 * side,
                      0.84 * side, 0.84 * side);
    const QColor colour = m_verdict == Verdict::Pass   ? colours.success
                          : m_verdict == Verdict::Look ? colours.warning
                          : m_verdict == Verdict::Fail ? colours.error
                                                       : colours.disabled;
    if (m_verdict == Verdict::NotRun) {
        painter.setPen(QPen(colour, 0.09 * side));
        painter.drawEllipse(disc.adjusted(0.05 * side, 0.05 * side, -0.05 * side, -0.05 * side));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(disc);
    }
    painter.setPen(QPen(m_verdict == Verdict::NotRun ? colour : colours.surface, 0.12 * side,
                        Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&](double x, double y) {
        return QPointF(disc.left() + x * disc.width(), disc.top() + y * disc.height());
    };
    switch (m_verdict) {
    case Verdict::Pass:
        painter.drawPolyline(QPolygonF({at(0.27, 0.53), at(0.44, 0.70), at(0.74, 0.33)}));
        break;
    case Verdict::Look:
        painter.drawLine(at(0.5, 0.24), at(0.5, 0.56));
        painter.drawPoint(at(0.5, 0.77));
        break;
    case Verdict::Fail:
        painter.drawLine(at(0.32, 0.32), at(0.68, 0.68));
        painter.drawLine(at(0.68, 0.32), at(0.32, 0.68));
        break;
    case Verdict::NotRun:
        painter.drawLine(at(0.32, 0.5), at(0.68, 0.5));
        break;
    }
}

} // namespace calolens
