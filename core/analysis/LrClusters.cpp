// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/LrClusters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

namespace calolens {

namespace {

bool touch(const CellBounds& a, const CellBounds& b) {
    constexpr double reach = 1e-9;
    const double eta = std::abs(a.eta() - b.eta());
    const double phi = std::abs(std::remainder(a.phi() - b.phi(), 2.0 * std::numbers::pi));
    return eta <= 0.5 * (a.etaHigh - a.etaLow + b.etaHigh - b.etaLow) + reach &&
           phi <= 0.5 * (a.phiHigh - a.phiLow + b.phiHigh - b.phiLow) + reach;
}

/// Cells sorted into squares of eta and phi that are as large as the largest of them, so that what
/// touches a cell is in its square or in one beside it. Cells are taken out once.
class Neighbourhood {
public:
    explicit Neighbourhood(const std::vector<CellBounds>& bounds)
        : m_bounds(bounds)
        , m_taken(bounds.size(), false) {
        double etaSize = 1e-6, phiSize = 1e-6;
        for (const CellBounds& b : bounds) {
            etaSize = std::max(etaSize, b.etaHigh - b.etaLow);
            phiSize = std::max(phiSize, b.phiHigh - b.phiLow);
            m_etaLow = std::min(m_etaLow, b.eta());
            m_etaHigh = std::max(m_etaHigh, b.eta());
        }
        constexpr double Most = 4096; // squares along each axis
        m_columns = squares((m_etaHigh - m_etaLow) / etaSize, Most);
        m_rows = squares(2.0 * std::numbers::pi / phiSize, Most);
        m_squares.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows));
        for (std::size_t i = 0; i < bounds.size(); ++i)
            m_squares[square(column(bounds[i]), row(bounds[i]))].push_back(i);
    }

    /// @returns false if the cell has been taken already
    bool take(std::size_t cell) {
        const bool free = !m_taken[cell];
        m_taken[cell] = true;
        return free;
    }

    /// Takes all cells that touch this one, and appends them.
    void takeTouching(std::size_t cell, std::vector<std::size_t>& into) {
        const CellBounds& from = m_bounds[cell];
        const int middle = column(from), across = row(from);
        for (int c = std::max(middle - 1, 0); c <= std::min(middle + 1, m_columns - 1); ++c)
            for (int step = -1; step <= 1; ++step) {
                const int r = (across + step + m_rows) % m_rows; // phi is periodic
                std::erase_if(m_squares[square(c, r)], [&](std::size_t i) {
                    if (m_taken[i])
                        return true;
                    if (!touch(from, m_bounds[i]))
                        return false;
                    m_taken[i] = true;
                    into.push_back(i);
                    return true;
                });
            }
    }

private:
    /// One fewer than fit, so that each is at least as large as a cell.
    static int squares(double fit, double most) {
        return static_cast<int>(std::clamp(std::floor(fit - 1e-6), 1.0, most));
    }
    int column(const CellBounds& b) const {
        const double share = (b.eta() - m_etaLow) / std::max(m_etaHigh - m_etaLow, 1e-12);
        return std::clamp(static_cast<int>(share * m_columns), 0, m_columns - 1);
    }
    int row(const CellBounds& b) const {
        const double share = b.phi() / (2.0 * std::numbers::pi);
        return std::clamp(static_cast<int>(share * m_rows), 0, m_rows - 1);
    }
    std::size_t square(int c, int r) const {
        return static_cast<std::size_t>(r) * static_cast<std::size_t>(m_columns) +
               static_cast<std::size_t>(c);
    }

    const std::vector<CellBounds>& m_bounds;
    std::vector<bool> m_taken;
    double m_etaLow = std::numeric_limits<double>::max();
    double m_etaHigh = std::numeric_limits<double>::lowest();
    int m_columns = 1, m_rows = 1;
    std::vector<std::vector<std::size_t>> m_squares;
};

double energyOf(const CellSet& cells, const std::vector<std::size_t>& indices) {
    return std::accumulate(indices.begin(), indices.end(), 0.0,
                           [&](double sum, std::size_t i) { return sum + cells.energy[i]; });
}

} // namespace

std::vector<std::vector<std::size_t>> lrClusters(const Event& event) {
    const CellSet& cells = event.lr();
    std::vector<CellBounds> bounds;
    bounds.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
        bounds.push_back(
            cellBounds(event.readout->detector, event.readout->levels.front(), cells.id(i)));

    Neighbourhood unseen(bounds);
    std::vector<std::vector<std::size_t>> clusters;
    for (std::size_t seed = cells.size(); seed-- > 0;) {
        if (!unseen.take(seed))
            continue;
        std::vector<std::size_t> cluster{seed};
        for (std::size_t next = 0; next < cluster.size(); ++next)
            unseen.takeTouching(cluster[next], cluster);
        clusters.push_back(std::move(cluster));
    }
    std::vector<std::pair<double, std::size_t>> order; // each sum once, not once a comparison
    for (std::size_t i = 0; i < clusters.size(); ++i)
        order.emplace_back(energyOf(cells, clusters[i]), i);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::vector<std::size_t>> sorted;
    for (const auto& entry : order)
        sorted.push_back(std::move(clusters[entry.second]));
    return sorted;
}

std::vector<std::size_t> mainLrCells(const Event& event, double share) {
    std::vector<std::size_t> kept;
    double strongest = 0;
    for (const auto& cluster : lrClusters(event)) {
        const double energy = energyOf(event.lr(), cluster);
        strongest = std::max(strongest, energy);
        if (kept.empty() || energy >= share * strongest)
            kept.insert(kept.end(), cluster.begin(), cluster.end());
    }
    std::sort(kept.begin(), kept.end());
    return kept;
}

} // namespace calolens
