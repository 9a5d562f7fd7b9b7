// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/EtaPhiMaps.h"

#include "analysis/LrClusters.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace calolens {

namespace {
constexpr double leftMm = 10.5; // numbers and label of the vertical axes
constexpr double headMm = 4.2;  // column titles
constexpr double footMm = 7.2;  // numbers and label of the horizontal axes
constexpr double gapMm = 1.6;   // between maps
constexpr double nameMm = 3.6;  // names of the layers, right of the maps
constexpr double barMm = 3.0;   // colour bar
constexpr double barTextMm = 9.5;
constexpr double tickPt = 6.2;
constexpr double labelPt = 7;
constexpr double frameShare = 0.03; // of the window, around the cells

QString tr(const char* text) {
    return QCoreApplication::translate("EtaPhiMaps", text);
}

/// Tick distance that gives three to five ticks on an axis of this length.
double tickStep(double length) {
    const double power = std::pow(10, std::floor(std::log10(length / 3)));
    for (const double step : {5.0, 2.0, 1.0})
        if (length / (step * power) >= 2.6)
            return step * power;
    return power;
}

QString tickText(double value) {
    if (std::abs(value) < 1e-9)
        return QStringLiteral("0");
    QString text = QString::number(std::abs(value), 'g', 3);
    return value < 0 ? QChar(0x2212) + text : text;
}
/// Energies, MeV, that are written beside the colour bar.
std::vector<double> legendTicks(const EnergyScale& scale) {
    std::vector<double> ticks;
    if (scale.logarithmic()) {
        for (double decade = std::pow(10, std::ceil(std::log10(scale.low()) - 1e-9));
             decade <= scale.high() * (1 + 1e-9); decade *= 10)
            ticks.push_back(decade);
        return ticks;
    }
    const double step = tickStep(scale.high() - scale.low());
    for (int k = 0; k * step <= (scale.high() - scale.low()) * (1 + 1e-9); ++k)
        ticks.push_back(scale.low() + k * step);
    return ticks;
}
} // namespace

std::optional<MapWindow> mapWindow(const Event& event) {
    const EventPicture lr = lrPicture(event);
    if (lr.size() == 0)
        return std::nullopt;
    MapWindow window;
    const CellBounds first = lr.bounds(0);
    const auto shape = showerShape(lr);
    window.origin = shape ? shape->centre : EtaPhi{first.eta(), first.phi()};
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (const std::size_t i : mainLrCells(event)) {
        const CellBounds b = lr.bounds(i);
        const double centre[2] = {b.eta() - window.origin.eta,
                                  deltaPhi(b.phi(), window.origin.phi)};
        const double half[2] = {0.5 * (b.etaHigh - b.etaLow), 0.5 * (b.phiHigh - b.phiLow)};
        for (int axis = 0; axis < 2; ++axis) {
            low[axis] = std::min(low[axis], centre[axis] - half[axis]);
            high[axis] = std::max(high[axis], centre[axis] + half[axis]);
        }
    }
    window.side = (1 + 2 * frameShare) * std::max(high[0] - low[0], high[1] - low[1]);
    window.etaLow = 0.5 * (low[0] + high[0] - window.side);
    window.phiLow = 0.5 * (low[1] + high[1] - window.side);
    return window;
}

/// White for a cell that was read out and holds nothing (or less than the legend begins with).
QColor EtaPhiMaps::colour(double energyMeV) const {
    if (!(energyMeV > m_scale.low()))
        return Qt::white;
    const auto [r, g, b] = m_colours.at(m_scale.position(energyMeV));
    return {r, g, b};
}

EtaPhiMaps::EtaPhiMaps(const EventComparison& comparison, const ViewSettings& view)
    : m_comparison(comparison)
    , m_scale(EnergyScale::forEvent(*comparison.event, view.thresholdMeV, view.logScale))
    , m_colours(ColourMap::named(view.colourMap))
    , m_window(mapWindow(*comparison.event))
    , m_layers(comparison.event->readout->levels.back().layerCount()) {
    const Event& event = *comparison.event;
    m_columns = {{PictureRole::Lr, tr("LR, measured"), lrPicture(event), {}},
                 {PictureRole::Predicted, tr("HR, predicted"), predictedPicture(comparison),
                  tr("nothing predicted")},
                 {PictureRole::Truth, tr("HR, truth"), truthPicture(event), tr("truth not known")}};
}

double EtaPhiMaps::sideMm(double widthMm) const {
    return (widthMm - leftMm - 2 * gapMm - nameMm - 1.5 - barMm - barTextMm) / 3;
}

double EtaPhiMaps::heightMm(double widthMm) const {
    return headMm + m_layers * sideMm(widthMm) + (m_layers - 1) * gapMm + footMm;
}

void EtaPhiMaps::paint(const SheetCanvas& canvas, const QRectF& rect) const {
    const auto mm = [](double x) { return SheetCanvas::mm(x); };
    const double side = mm(sideMm(rect.width() / mm(1)));
    double x = rect.left() + mm(leftMm);
    const double top = rect.top() + mm(headMm);
    const double height = m_layers * side + (m_layers - 1) * mm(gapMm);
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const Column& column = m_columns[c];
        canvas.text({x, rect.top(), side, mm(headMm) - 4}, Qt::AlignHCenter | Qt::AlignVCenter,
                    column.title, {labelPt, true, canvas.style().colour(column.role)});
        for (int layer = 0; layer < m_layers; ++layer) {
            const QRectF square(x, top + layer * (side + mm(gapMm)), side, side);
            paintMap(canvas, square, column, layer);
            paintTicks(canvas, square, layer == m_layers - 1, c == 0);
        }
        canvas.text({x, top + height + mm(3.4), side, mm(3.4)}, Qt::AlignCenter,
                    QStringLiteral("\u03b7 \u2212 \u03b7(LR)"), {labelPt, false, {}});
        x += side + mm(gapMm);
    }
    canvas.verticalText({rect.left(), top, mm(3.2), height},
                        QStringLiteral("\u03c6 \u2212 \u03c6(LR)  [rad]"), {labelPt, false, {}});
    x -= mm(gapMm);
    const auto& layers = m_comparison.event->readout->detector.layers;
    for (int layer = 0; layer < m_layers; ++layer)
        canvas.verticalText({x + mm(0.3), top + layer * (side + mm(gapMm)), mm(nameMm - 0.3), side},
                            QString::fromStdString(layers.at(static_cast<std::size_t>(layer)).name),
                            {labelPt, true, {}});
    paintColourBar(canvas, {x + mm(nameMm + 1.5), top, mm(barMm), height});
}

void EtaPhiMaps::paintMap(const SheetCanvas& canvas, const QRectF& square, const Column& column,
                          int layer) const {
    const auto& style = canvas.style();
    if (column.picture && m_window) {
        paintCells(canvas, square, *column.picture, layer);
        paintParticles(canvas, square);
    } else {
        canvas.text(square, Qt::AlignCenter, m_window ? column.absent : tr("no cells"),
                    {labelPt, false, style.muted});
    }
    canvas.painter().setBrush(Qt::NoBrush);
    canvas.painter().setPen(style.thinPen());
    canvas.painter().drawRect(square);
}

void EtaPhiMaps::paintCells(const SheetCanvas& canvas, const QRectF& square,
                            const EventPicture& picture, int layer) const {
    QCPPainter& painter = canvas.painter();
    painter.setPen(QPen(canvas.style().grid, 0.2 * SheetCanvas::UnitsPerPoint));
    const double perUnit = square.width() / m_window->side;
    for (std::size_t i = 0; i < picture.size(); ++i) {
        if (picture.cells->layer[i] != layer)
            continue;
        const CellBounds b = picture.bounds(i);
        const double eta = b.etaLow - m_window->origin.eta - m_window->etaLow;
        const double phi = deltaPhi(b.phi(), m_window->origin.phi) - 0.5 * (b.phiHigh - b.phiLow) -
                           m_window->phiLow;
        const QSizeF size((b.etaHigh - b.etaLow) * perUnit, (b.phiHigh - b.phiLow) * perUnit);
        const QPointF corner(square.left() + eta * perUnit,
                             square.bottom() - phi * perUnit - size.height());
        const QRectF cell(corner, size);
        if (!square.contains(cell))
            continue; // of a far cluster, for which the maps make no room; the footer says so
        painter.setBrush(colour(picture.energy[i]));
        painter.drawRect(cell);
    }
}

void EtaPhiMaps::paintParticles(const SheetCanvas& canvas, const QRectF& square) const {
    const double perUnit = square.width() / m_window->side;
    const double arm = SheetCanvas::mm(0.7);
    for (const Particle& particle : m_comparison.event->particles) {
        const double eta = particle.eta - m_window->origin.eta - m_window->etaLow;
        const double phi = deltaPhi(particle.phi, m_window->origin.phi) - m_window->phiLow;
        const QPointF at(square.left() + eta * perUnit, square.bottom() - phi * perUnit);
        if (!square.adjusted(arm, arm, -arm, -arm).contains(at))
            continue;
        // Dark on light: seen on every colour of a cell.
        for (const auto& [colour, points] :
             {std::pair(QColor(Qt::white), 1.4), std::pair(QColor(0xc0, 0x10, 0x30), 0.6)}) {
            canvas.line(at + QPointF(-arm, -arm), at + QPointF(arm, arm), points, colour);
            canvas.line(at + QPointF(-arm, arm), at + QPointF(arm, -arm), points, colour);
        }
    }
}

void EtaPhiMaps::paintTicks(const SheetCanvas& canvas, const QRectF& square, bool numbersBelow,
                            bool numbersLeft) const {
    if (!m_window)
        return;
    const double tick = SheetCanvas::mm(0.8);
    const double step = tickStep(m_window->side);
    const SheetCanvas::TextLook look{tickPt, false, {}};
    const double width = 0.4 * SheetCanvas::UnitsPerPoint;
    const QColor ink = canvas.style().ink;
    const double perUnit = square.width() / m_window->side;
    const double half = SheetCanvas::mm(6);
    for (int axis = 0; axis < 2; ++axis) {
        const double low = axis == 0 ? m_window->etaLow : m_window->phiLow;
        const auto first = static_cast<int>(std::ceil(low / step));
        const auto last = static_cast<int>(std::floor((low + m_window->side) / step));
        for (int k = first; k <= last; ++k) {
            const double along = (k * step - low) * perUnit;
            canvas.painter().setPen(QPen(ink, width, Qt::SolidLine, Qt::FlatCap));
            if (axis == 0) {
                const double x = square.left() + along;
                canvas.painter().drawLine(QPointF(x, square.bottom()),
                                          QPointF(x, square.bottom() - tick));
                if (numbersBelow)
                    canvas.text({x - half, square.bottom() + SheetCanvas::mm(0.5), 2 * half,
                                 SheetCanvas::mm(2.8)},
                                Qt::AlignCenter, tickText(k * step), look);
            } else {
                const double y = square.bottom() - along;
                canvas.painter().drawLine(QPointF(square.left(), y),
                                          QPointF(square.left() + tick, y));
                if (numbersLeft)
                    canvas.text({square.left() - 2 * half - SheetCanvas::mm(0.8), y - half,
                                 2 * half, 2 * half},
                                Qt::AlignRight | Qt::AlignVCenter, tickText(k * step), look);
            }
        }
    }
}

void EtaPhiMaps::paintColourBar(const SheetCanvas& canvas, const QRectF& bar) const {
    constexpr int strips = 96;
    QCPPainter& painter = canvas.painter();
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < strips; ++i) {
        const auto [r, g, b] = m_colours.at((i + 0.5) / strips);
        painter.setBrush(QColor(r, g, b));
        const double y = bar.bottom() - (i + 1) * bar.height() / strips;
        // A little overlap hides hairlines between neighbours.
        painter.drawRect(
            QRectF(bar.left(), y, bar.width(), 1.3 * bar.height() / strips).intersected(bar));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(canvas.style().thinPen());
    painter.drawRect(bar);
    const double tick = SheetCanvas::mm(0.8);
    for (const double energy : legendTicks(m_scale)) {
        const double y = bar.bottom() - m_scale.position(energy) * bar.height();
        painter.setPen(canvas.style().thinPen());
        painter.drawLine(QPointF(bar.right() - tick, y), QPointF(bar.right(), y));
        canvas.text({bar.right() + SheetCanvas::mm(0.8), y - SheetCanvas::mm(2),
                     SheetCanvas::mm(barTextMm), SheetCanvas::mm(4)},
                    Qt::AlignLeft | Qt::AlignVCenter, tickText(energy * 1e-3), {tickPt, false, {}});
    }
    canvas.verticalText(
        {bar.right() + SheetCanvas::mm(6.4), bar.top(), SheetCanvas::mm(3), bar.height()},
        tr("Cell energy [GeV]"), {labelPt, false, {}});
}

} // namespace calolens
