// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/Binning.h"

#include "error/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace calolens {

namespace {
template<typename EdgeAt>
Binning build(int bins, double low, double high, EdgeAt edgeAt) {
    if (bins < 1 || !(low < high))
        throw UsageError(fmt::format("a histogram of {} bins from {} to {} was asked for, expected "
                                     "at least one bin and a lower limit below the upper one",
                                     bins, low, high));
    std::vector<double> edges(static_cast<std::size_t>(bins) + 1);
    for (int i = 0; i <= bins; ++i)
        edges[static_cast<std::size_t>(i)] = edgeAt(static_cast<double>(i) / bins);
    edges.front() = low; // exact, whatever the rounding
    edges.back() = high;
    return Binning(std::move(edges));
}
} // namespace

Binning::Binning(std::vector<double> edges)
    : m_edges(std::move(edges)) {
    const bool finite =
        std::all_of(m_edges.begin(), m_edges.end(), [](double e) { return std::isfinite(e); });
    const bool increasing =
        std::adjacent_find(m_edges.begin(), m_edges.end(), std::greater_equal<>()) == m_edges.end();
    if (m_edges.size() < 2 || !finite || !increasing)
        throw UsageError("the edges of a histogram must be at least two increasing finite numbers");
}

Binning Binning::uniform(int bins, double low, double high) {
    return build(bins, low, high, [=](double t) { return low + t * (high - low); });
}

Binning Binning::logarithmic(int bins, double low, double high) {
    if (!(low > 0))
        throw UsageError(fmt::format(
            "logarithmic bins were asked to start at {}, expected a positive number", low));
    return build(bins, low, high, [=](double t) { return low * std::pow(high / low, t); });
}

std::optional<std::size_t> Binning::find(double x) const noexcept {
    if (!(x >= m_edges.front() && x < m_edges.back()))
        return std::nullopt;
    const auto above = std::upper_bound(m_edges.begin(), m_edges.end(), x);
    return static_cast<std::size_t>(above - m_edges.begin()) - 1;
}

} // namespace calolens
