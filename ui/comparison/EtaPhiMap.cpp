// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison/EtaPhiMap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace calolens {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;
constexpr double kMargin = 0.04;   ///< above the event and right of it, of its extent
constexpr double kAxes = 0.12;     ///< below it and left of it, for the numbers of the axes
constexpr double kClosest = 0.002; ///< of the map's side
constexpr double kFarthest = 8;
constexpr std::size_t kMostBins = 4'000'000;

double nearestTurn(double phi, double reference) {
    return phi - kTurn * std::round((phi - reference) / kTurn);
}

/// A cell's edges, phi unwrapped.
struct Edges {
    double etaLow, etaHigh, phiLow, phiHigh;
};

Edges edgesOf(const CellBounds& bounds, double phiCentre) {
    const double shift = nearestTurn(bounds.phi(), phiCentre) - bounds.phi();
    return {bounds.etaLow, bounds.etaHigh, bounds.phiLow + shift, bounds.phiHigh + shift};
}

} // namespace

MapView framingMapView(const EventWindow& window) {
    if (window.empty())
        return {};
    const double extent =
        std::max({window.etaHigh - window.etaLow, window.phiHigh - window.phiLow, kClosest});
    const double shift = 0.5 * (kAxes - kMargin) * extent;
    return {0.5 * (window.etaLow + window.etaHigh) - shift,
            0.5 * (window.phiLow + window.phiHigh) - shift, (1 + kMargin + kAxes) * extent};
}

MapProjection::MapProjection(const MapView& view, const QRectF& rect)
    : m_view(view)
    , m_rect(rect)
    , m_scale(std::max(std::min(rect.width(), rect.height()), 1.0) / view.side) {
}

QPointF MapProjection::pixel(double eta, double phi) const {
    return m_rect.center() + QPointF(m_scale * (eta - m_view.eta),
                                     -m_scale * (nearestTurn(phi, m_view.phi) - m_view.phi));
}

QPointF MapProjection::etaPhi(QPointF pixel) const {
    const QPointF offset = (pixel - m_rect.center()) / m_scale;
    return {m_view.eta + offset.x(), m_view.phi - offset.y()};
}

QRectF MapProjection::pixels(const CellBounds& bounds) const {
    const QPointF centre = pixel(bounds.eta(), bounds.phi());
    const QSizeF size(m_scale * (bounds.etaHigh - bounds.etaLow),
                      m_scale * (bounds.phiHigh - bounds.phiLow));
    return {centre - QPointF(size.width(), size.height()) / 2, size};
}

MapView panned(const MapView& view, QPointF drag, const QRectF& rect) {
    const double scale = MapProjection(view, rect).pixelsPerUnit();
    return {view.eta - drag.x() / scale, view.phi + drag.y() / scale, view.side};
}

MapView zoomed(const MapView& view, double factor, QPointF at, const QRectF& rect) {
    const QPointF held = MapProjection(view, rect).etaPhi(at);
    MapView result = view;
    result.side = std::clamp(view.side / factor, kClosest, kFarthest);
    const double share = result.side / view.side;
    result.eta = held.x() + share * (view.eta - held.x());
    result.phi = held.y() + share * (view.phi - held.y());
    return result;
}

EtaPhiMap::EtaPhiMap(const Source& source, const ViewTheme& theme)
    : m_phiCentre(source.phiCentre) {
    const CellSet& cells = source.event.levels[static_cast<std::size_t>(source.level)];
    const Detector& detector = source.event.readout->detector;
    const Granularity& grids = source.event.readout->levels[static_cast<std::size_t>(source.level)];
    const auto chosen = [&](int layer) {
        return source.settings.mapLayer < 0
                   ? source.settings.layerIsVisible(static_cast<std::size_t>(layer))
                   : layer == source.settings.mapLayer;
    };
    double etaHigh = -std::numeric_limits<double>::max(), phiHigh = etaHigh;
    m_etaLow = m_phiLow = std::numeric_limits<double>::max();
    m_etaStep = m_phiStep = std::numeric_limits<double>::max();
    std::vector<Edges> edges(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!chosen(cells.layer[i]))
            continue;
        const Edges e = edges[i] = edgesOf(cellBounds(detector, grids, cells.id(i)), m_phiCentre);
        m_etaLow = std::min(m_etaLow, e.etaLow);
        m_phiLow = std::min(m_phiLow, e.phiLow);
        etaHigh = std::max(etaHigh, e.etaHigh);
        phiHigh = std::max(phiHigh, e.phiHigh);
        m_etaStep = std::min(m_etaStep, e.etaHigh - e.etaLow);
        m_phiStep = std::min(m_phiStep, e.phiHigh - e.phiLow);
    }
    if (etaHigh < m_etaLow)
        return;
    const auto binsAlong = [](double length, double step) {
        return std::max(1.0, std::round(length / step));
    };
    while (binsAlong(etaHigh - m_etaLow, m_etaStep) * binsAlong(phiHigh - m_phiLow, m_phiStep) >
           kMostBins) {
        m_etaStep *= 2;
        m_phiStep *= 2;
    }
    m_columns = static_cast<int>(binsAlong(etaHigh - m_etaLow, m_etaStep));
    m_rows = static_cast<int>(binsAlong(phiHigh - m_phiLow, m_phiStep));
    const std::size_t bins = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
    m_sums.assign(bins, 0);
    m_hottest.assign(bins, 0);
    enum State : std::uint8_t { Empty, ReadOut, DimmedOnly, Lit };
    std::vector<std::uint8_t> states(bins, Empty);
    const bool known = source.energies.size() == cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const int layer = cells.layer[i];
        if (!chosen(layer))
            continue;
        const Edges& e = edges[i];
        const CellMark mark = source.marks.empty() ? CellMark::None : source.marks[i];
        const bool drawn =
            known && mark != CellMark::Cut && source.appearance.shown(layer, source.energies[i]);
        const auto bin = [](double at, double low, double step, int count) {
            return std::clamp(static_cast<int>(std::floor((at - low) / step + 0.5)), 0, count);
        };
        const int left = std::min(bin(e.etaLow, m_etaLow, m_etaStep, m_columns), m_columns - 1);
        const int right = std::max(bin(e.etaHigh, m_etaLow, m_etaStep, m_columns), left + 1);
        const int low = std::min(bin(e.phiLow, m_phiLow, m_phiStep, m_rows), m_rows - 1);
        const int high = std::max(bin(e.phiHigh, m_phiLow, m_phiStep, m_rows), low + 1);
        const float share =
            drawn ? source.energies[i] / static_cast<float>((right - left) * (high - low)) : 0;
        for (int row = low; row < high; ++row)
            for (int column = left; column < right; ++column) {
                const std::size_t b = static_cast<std::size_t>(row * m_columns + column);
                if (!drawn) {
                    states[b] = std::max<std::uint8_t>(states[b], ReadOut);
                    continue;
                }
                m_sums[b] += share;
                states[b] =
                    std::max<std::uint8_t>(states[b], mark == CellMark::Dimmed ? DimmedOnly : Lit);
                std::uint32_t& hottest = m_hottest[b];
                if (hottest == 0 ||
                    std::abs(source.energies[i]) > std::abs(source.energies[hottest - 1]))
                    hottest = static_cast<std::uint32_t>(i + 1);
            }
        if (drawn)
            m_drawn.push_back({i, 0.5 * (e.etaLow + e.etaHigh), 0.5 * (e.phiLow + e.phiHigh)});
    }

    m_image = QImage(m_columns, m_rows, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < m_rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(m_rows - 1 - row));
        for (int column = 0; column < m_columns; ++column) {
            const std::size_t b = static_cast<std::size_t>(row * m_columns + column);
            if (states[b] <= ReadOut) {
                line[column] = states[b] == Empty ? 0 : theme.grid.rgb();
                continue;
            }
            Rgb colour = source.appearance.colour(m_sums[b]);
            if (states[b] == DimmedOnly)
                colour = dimmed(colour);
            line[column] = qRgb(colour[0], colour[1], colour[2]);
        }
    }
}

QRectF EtaPhiMap::place(const MapProjection& projection) const {
    const double scale = projection.pixelsPerUnit();
    const double width = m_columns * m_etaStep, height = m_rows * m_phiStep;
    const QPointF middle = projection.pixel(m_etaLow + 0.5 * width, m_phiLow + 0.5 * height);
    const QSizeF size(scale * width, scale * height);
    return {middle - QPointF(size.width(), size.height()) / 2, size};
}

std::optional<std::size_t> EtaPhiMap::binAt(double eta, double phi) const {
    const double column = std::floor((eta - m_etaLow) / m_etaStep);
    const double row = std::floor((nearestTurn(phi, m_phiCentre) - m_phiLow) / m_phiStep);
    if (!(column >= 0 && column < m_columns && row >= 0 && row < m_rows))
        return std::nullopt;
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) +
           static_cast<std::size_t>(column);
}

std::optional<std::size_t> EtaPhiMap::cellAt(double eta, double phi) const {
    const auto bin = binAt(eta, phi);
    if (!bin || m_hottest[*bin] == 0)
        return std::nullopt;
    return m_hottest[*bin] - 1;
}

double EtaPhiMap::energyAt(double eta, double phi) const {
    const auto bin = binAt(eta, phi);
    return bin ? m_sums[*bin] : 0;
}

std::vector<std::size_t> EtaPhiMap::cellsWithin(const QPolygonF& polygon) const {
    std::vector<std::size_t> found;
    const QRectF bounds = polygon.boundingRect();
    for (const Drawn& drawn : m_drawn) {
        // The polygon may stand a turn away from where the cells were unwrapped to.
        const QPointF centre(drawn.eta, nearestTurn(drawn.phi, bounds.center().y()));
        if (bounds.contains(centre) && polygon.containsPoint(centre, Qt::OddEvenFill))
            found.push_back(drawn.cell);
    }
    return found;
}

} // namespace calolens
