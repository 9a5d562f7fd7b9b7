// SPDX-License-Identifier: GPL-3.0-or-later
#include "denoising/ScrubberPlot.h"

#include "denoising/DenoisingSession.h"
#include "denoising/Moments.h"
#include "theme/Theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace calolens {
namespace {

const PictureNumbers& numbersOf(const RecordedFrame& frame, FramePicture picture) {
    return picture == FramePicture::Estimate ? frame.estimate : frame.state;
}

QString sigmaLabel(double sigma) {
    return QLocale().toString(sigma, 'g', 3);
}

/// 1, 2 or 5 times a power of ten, not below `value`.
double roundUp(double value) {
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * decade >= value * (1 - 1e-9))
            return digit * decade;
    return 10 * decade;
}

} // namespace

ScrubberPlot::ScrubberPlot(const DenoisingSession& session, const Moments& moments,
                           FramePicture picture, QRectF area)
    : m_session(session)
    , m_moments(moments)
    , m_picture(picture)
    , m_area(area)
    , m_range(energyRange()) {
}

QMarginsF ScrubberPlot::margins(const QFontMetricsF& metrics) {
    return {metrics.horizontalAdvance(QStringLiteral("\u2212100 GeV")) + 10, metrics.height() + 8,
            metrics.horizontalAdvance(QStringLiteral("100 %")) + 12, 2 * metrics.height() + 12};
}

double ScrubberPlot::energyRange() const {
    constexpr double SmallestGeV = 0.5, MevPerGev = 1000;
    double largest = SmallestGeV;
    const auto include = [&](const RecordedFrames& frames) {
        for (int i = frames.size() / 2; i < frames.size(); ++i) {
            const PictureNumbers& numbers = numbersOf(frames[i], m_picture);
            for (const double residual : {numbers.residualToLr, numbers.residualToTruth})
                if (std::isfinite(residual))
                    largest = std::max(largest, std::abs(residual) / MevPerGev);
        }
    };
    include(m_session.frames());
    if (m_session.reference() != nullptr)
        include(m_session.reference()->frames);
    return roundUp(largest);
}

double ScrubberPlot::xOf(const RecordedFrames& frames, int frame) const {
    const double sigma = frames[frame].frame->sigma;
    return m_area.left() + m_session.axis().positionOf(sigma) * m_area.width();
}

double ScrubberPlot::yOfEnergy(double mev) const {
    const double share = std::clamp(mev / 1000.0 / m_range, -1.0, 1.0);
    return m_area.center().y() - share * m_area.height() / 2;
}

double ScrubberPlot::yOfShare(double share) const {
    return m_area.bottom() - std::clamp(share, 0.0, 1.0) * m_area.height();
}

void ScrubberPlot::draw(QPainter& painter, int currentFrame, bool focused) const {
    painter.setRenderHint(QPainter::Antialiasing);
    drawAxis(painter);
    if (m_session.frames().empty()) {
        painter.setPen(Theme::instance().colours().muted);
        painter.drawText(m_area, Qt::AlignCenter,
                         m_session.state() == DenoisingSession::State::NoEvent
                             ? NoiseScrubber::tr("Open an event to denoise it")
                         : m_session.state() == DenoisingSession::State::Starting
                             ? NoiseScrubber::tr("Loading the model\u2026")
                             : NoiseScrubber::tr("Press Run: each step of the denoising is "
                                                 "recorded along this axis"));
        return;
    }
    drawScales(painter);
    drawLegend(painter);
    drawCurves(painter);
    drawMoments(painter);
    if (currentFrame >= 0 && currentFrame < m_session.frames().size())
        drawCursor(painter, currentFrame, focused);
}

void ScrubberPlot::drawAxis(QPainter& painter) const {
    const ThemeColours& colours = Theme::instance().colours();
    const QFontMetricsF metrics(painter.font());
    const double base = m_area.bottom();
    painter.setPen(QPen(colours.border, 1));
    painter.setBrush(colours.view);
    painter.drawRect(m_area);
    const NoiseAxis& axis = m_session.axis();
    for (const NoiseAxis::Tick& tick : axis.ticks()) {
        const double x = m_area.left() + axis.positionOf(tick.sigma) * m_area.width();
        painter.setPen(QPen(tick.labelled ? colours.muted : colours.border, 1));
        painter.drawLine(QPointF(x, base), QPointF(x, base + (tick.labelled ? 6 : 3)));
        // The last decade gives way to the label of sigma = 0.
        const bool crowded = tick.sigma > 0 && x > m_area.right() - 36;
        if (!tick.labelled || crowded)
            continue;
        painter.setPen(colours.muted);
        painter.drawText(QRectF(x - 40, base + 7, 80, metrics.height()), Qt::AlignCenter,
                         sigmaLabel(tick.sigma));
    }
    painter.setPen(colours.muted);
    const QRectF below(m_area.left(), base + 8 + metrics.height(), m_area.width(),
                       metrics.height());
    painter.drawText(below, Qt::AlignLeft, NoiseScrubber::tr("noise"));
    painter.drawText(below, Qt::AlignCenter, NoiseScrubber::tr("noise level \u03C3"));
    painter.drawText(below, Qt::AlignRight, NoiseScrubber::tr("event"));
}

void ScrubberPlot::drawScales(QPainter& painter) const {
    const ThemeColours& colours = Theme::instance().colours();
    const QFontMetricsF metrics(painter.font());
    const double half = metrics.height() / 2;
    painter.setPen(QPen(colours.border, 1));
    painter.drawLine(QPointF(m_area.left(), m_area.center().y()),
                     QPointF(m_area.right(), m_area.center().y()));
    painter.setPen(colours.muted);
    const QLocale locale;
    const QString range = locale.toString(m_range, 'g', 3);
    const double width = margins(metrics).left() - 8;
    const auto left = [&](double y, const QString& text) {
        painter.drawText(QRectF(m_area.left() - width - 6, y - half, width, 2 * half),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    left(m_area.top() + half - 2, NoiseScrubber::tr("+%1 GeV").arg(range));
    left(m_area.center().y(), QStringLiteral("0"));
    left(m_area.bottom() - half + 2, NoiseScrubber::tr("\u2212%1 GeV").arg(range));
    const auto right = [&](double y, const QString& text) {
        painter.drawText(QRectF(m_area.right() + 6, y - half, 60, 2 * half),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    right(m_area.top() + half - 2, NoiseScrubber::tr("100 %"));
    right(m_area.center().y(), NoiseScrubber::tr("50 %"));
    right(m_area.bottom() - half + 2, NoiseScrubber::tr("0 %"));
}

void ScrubberPlot::drawLegend(QPainter& painter) const {
    const ThemeColours& colours = Theme::instance().colours();
    const QFontMetricsF metrics(painter.font());
    const bool truth = m_session.event() && m_session.event()->hasTruth();
    double x = m_area.left();
    const double y = m_area.top() - metrics.height() / 2 - 4;
    const auto entry = [&](const QColor& colour, Qt::PenStyle style, const QString& text) {
        painter.setPen(QPen(colour, 2, style));
        painter.drawLine(QPointF(x, y), QPointF(x + 18, y));
        painter.setPen(colours.muted);
        const double width = metrics.horizontalAdvance(text);
        painter.drawText(QRectF(x + 24, y - metrics.height() / 2, width + 2, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        x += 24 + width + 20;
    };
    entry(colours.lr, Qt::SolidLine, NoiseScrubber::tr("energy \u2212 LR"));
    if (truth)
        entry(colours.truth, Qt::SolidLine, NoiseScrubber::tr("energy \u2212 truth"));
    entry(colours.predicted, Qt::DashLine,
          truth ? NoiseScrubber::tr("zero cells (truth dotted)") : NoiseScrubber::tr("zero cells"));
    if (m_session.reference() != nullptr) {
        painter.setPen(colours.muted);
        painter.drawText(QRectF(x, y - metrics.height() / 2, m_area.right() - x, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, NoiseScrubber::tr("thin: reference"));
    }
}

void ScrubberPlot::drawCurves(QPainter& painter) const {
    const ThemeColours& colours = Theme::instance().colours();
    const RecordedFrames& frames = m_session.frames();
    painter.save();
    painter.setClipRect(m_area);
    const double trueZeros = trueZeroFraction(*m_session.event());
    if (std::isfinite(trueZeros)) {
        painter.setPen(QPen(colours.predicted, 1, Qt::DotLine));
        const double y = yOfShare(trueZeros);
        painter.drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
    }
    if (m_session.reference() != nullptr)
        drawCurvesOf(painter, m_session.reference()->frames, true);
    drawCurvesOf(painter, frames, false);
    painter.restore();
    painter.setPen(QPen(colours.text, 1));
    for (int i = 0; i < frames.size(); ++i) {
        const double x = xOf(frames, i);
        painter.drawLine(QPointF(x, m_area.bottom() - 4), QPointF(x, m_area.bottom()));
    }
}

void ScrubberPlot::drawCurvesOf(QPainter& painter, const RecordedFrames& frames, bool thin) const {
    const ThemeColours& colours = Theme::instance().colours();
    QPolygonF toLr, toTruth, zeros;
    // There is no estimate before the first step.
    for (int i = m_picture == FramePicture::Estimate ? 1 : 0; i < frames.size(); ++i) {
        const PictureNumbers& numbers = numbersOf(frames[i], m_picture);
        const double x = xOf(frames, i);
        toLr << QPointF(x, yOfEnergy(numbers.residualToLr));
        zeros << QPointF(x, yOfShare(numbers.zeroFraction));
        if (std::isfinite(numbers.residualToTruth))
            toTruth << QPointF(x, yOfEnergy(numbers.residualToTruth));
    }
    const auto draw = [&](QColor colour, double width, Qt::PenStyle style, const QPolygonF& line) {
        if (thin) {
            colour.setAlphaF(0.65F);
            width = 0.9;
        }
        painter.setPen(QPen(colour, width, style));
        painter.drawPolyline(line);
        if (!thin)
            return;
        painter.setBrush(colour); // points, so that it is told apart by more than its width
        painter.setPen(Qt::NoPen);
        for (const QPointF& point : line)
            painter.drawEllipse(point, 1.8, 1.8);
        painter.setBrush(Qt::NoBrush);
    };
    painter.setBrush(Qt::NoBrush);
    draw(colours.predicted, 1.5, Qt::DashLine, zeros);
    draw(colours.lr, 1.8, Qt::SolidLine, toLr);
    draw(colours.truth, 1.8, Qt::SolidLine, toTruth);
}

/// A flag with its name for each bookmark, and a dashed line where the pinned moment is.
void ScrubberPlot::drawMoments(QPainter& painter) const {
    const ThemeColours& colours = Theme::instance().colours();
    QFont small = painter.font();
    small.setPixelSize(std::max(QFontMetrics(small).height() * 3 / 5, 9));
    const QFontMetricsF metrics(small);
    const auto xAt = [this](double sigma) {
        return m_area.left() + m_session.axis().positionOf(sigma) * m_area.width();
    };
    const auto flag = [&](double sigma, double top, const QString& name, const QColor& colour,
                          Qt::PenStyle style) {
        constexpr double LongestName = 120;
        const QString text = metrics.elidedText(name, Qt::ElideRight, LongestName);
        const double x = xAt(sigma), width = metrics.horizontalAdvance(text) + 8;
        const bool toTheLeft = x + width > m_area.right(); // it stays in the plot
        const QRectF box(toTheLeft ? x - width : x, top, width, metrics.height() + 2);
        painter.setPen(QPen(colour, 1.2, style));
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
        painter.fillRect(box, colour);
        painter.setPen(colours.view);
        painter.drawText(box, Qt::AlignCenter, text);
    };
    painter.save();
    painter.setFont(small);
    for (const Bookmark& bookmark : m_moments.bookmarks())
        flag(bookmark.sigma, m_area.top() + 1, bookmark.name, colours.muted, Qt::SolidLine);
    if (m_moments.pinned())
        flag(*m_moments.pinned(), m_area.top() + metrics.height() + 5, NoiseScrubber::tr("pinned"),
             colours.accent, Qt::DashLine);
    painter.restore();
}

void ScrubberPlot::drawCursor(QPainter& painter, int frame, bool focused) const {
    const ThemeColours& colours = Theme::instance().colours();
    const double x = xOf(m_session.frames(), frame);
    painter.setPen(QPen(colours.accent, 1.6));
    painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
    painter.setBrush(colours.accent);
    painter.setPen(QPen(focused ? colours.text : colours.accent, focused ? 2 : 1));
    const double y = m_area.bottom();
    painter.drawPolygon(QPolygonF()
                        << QPointF(x, y - 5) << QPointF(x + 6, y + 2) << QPointF(x + 6, y + 9)
                        << QPointF(x - 6, y + 9) << QPointF(x - 6, y + 2));
}

} // namespace calolens
