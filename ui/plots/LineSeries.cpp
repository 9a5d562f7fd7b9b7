// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/LineSeries.h"

#include <array>

namespace calolens {

namespace {
constexpr std::array<QRgb, 8> hues{0xff0072b2, 0xffd55e00, 0xff009e73, 0xffcc79a7,
                                   0xffe69f00, 0xff56b4e9, 0xff000000, 0xff8c6d31};
constexpr std::array<QCPScatterStyle::ScatterShape, 4> markers{
    QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
    QCPScatterStyle::ssDiamond};
} // namespace

QColor seriesColour(std::size_t number) {
    return QColor::fromRgb(hues[number % hues.size()]);
}

void styleSeries(QCPGraph& graph, const PlotStyle& style, std::size_t number) {
    const QColor colour = seriesColour(number);
    graph.setPen(QPen(colour, 0.8 * style.unit));
    graph.setScatterStyle(QCPScatterStyle(markers[number / hues.size() % markers.size()], colour,
                                          colour, 3.2 * style.unit));
}

void styleSeries(QCPGraph& graph, const PlotStyle& style, std::size_t hue, std::size_t kind) {
    constexpr std::array<Qt::PenStyle, 4> dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine,
                                                 Qt::DashDotLine};
    const QColor colour = seriesColour(hue);
    graph.setPen(QPen(colour, 0.8 * style.unit, dashes[kind % dashes.size()]));
    // Every sampler a shape of its own; schedules take turns at full, open and pale.
    const QColor open = style.background;
    const auto between = [](int a, int b) { return (a + 2 * b) / 3; };
    const QColor pale(between(colour.red(), open.red()), between(colour.green(), open.green()),
                      between(colour.blue(), open.blue()));
    const std::array fills{colour, open, pale};
    QCPScatterStyle marker(markers[hue % markers.size()], colour, fills[kind % fills.size()],
                           3.6 * style.unit);
    marker.setPen(QPen(colour, 0.7 * style.unit));
    graph.setScatterStyle(marker);
}

} // namespace calolens
